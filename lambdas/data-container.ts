import { kafkaTenantSessions } from '../adapters/kafka/kafka-tenant-sessions.ts'
import type { DataDeps } from './http/deps.ts'
import { secretsContainer } from './secrets-container.ts'

/** The composition root of the function that speaks Kafka as tenants' users: what shows passwords has, and a client. */
export async function dataContainer(): Promise<DataDeps> {
  return { ...(await secretsContainer()), kafkaSessions: kafkaTenantSessions() }
}
