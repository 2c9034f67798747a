import { dynamoSessionKeyStore } from '../adapters/dynamodb/dynamo-session-key-store.ts'
import { createJwtSessionVerifier } from '../adapters/jwt-sessions/jwt-session-verifier.ts'
import { kafkaTenantSessions } from '../adapters/kafka/kafka-tenant-sessions.ts'
import { issuerOf } from './authentication-container.ts'
import { tableOf } from './container.ts'
import { readEnvironment, secretsEnvironment } from './environment.ts'
import type { DataDeps } from './http/deps.ts'
import { secretsContainer } from './secrets-container.ts'

/**
 * The composition root of the function that speaks Kafka as tenants' users. It is in the network and has no way to the
 * pool, so it verifies sessions by the keys that logging in keeps in the table.
 */
export async function dataContainer(): Promise<DataDeps> {
  const environment = readEnvironment(secretsEnvironment, process.env)
  const keys = dynamoSessionKeyStore(tableOf(environment))
  return {
    ...(await secretsContainer()),
    sessions: createJwtSessionVerifier({
      issuer: issuerOf(environment),
      audience: environment.USER_POOL_CLIENT_ID,
      readKeys: () => keys.get(),
    }),
    kafkaSessions: kafkaTenantSessions(),
  }
}
