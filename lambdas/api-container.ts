import { setTimeout as pause } from 'node:timers/promises'
import { dynamoAuditStore } from '../adapters/dynamodb/dynamo-audit-store.ts'
import { dynamoClusterStore } from '../adapters/dynamodb/dynamo-cluster-store.ts'
import {
  dynamoFindingStore,
  dynamoResidentStore,
} from '../adapters/dynamodb/dynamo-drift-stores.ts'
import { dynamoObservationStore } from '../adapters/dynamodb/dynamo-observation-store.ts'
import { dynamoOperationStore } from '../adapters/dynamodb/dynamo-operation-store.ts'
import { pingTable } from '../adapters/dynamodb/dynamo-table.ts'
import { dynamoDeliveryStore } from '../adapters/dynamodb/dynamo-delivery-store.ts'
import { dynamoTenantStore } from '../adapters/dynamodb/dynamo-tenant-store.ts'
import { dynamoWebhookStore } from '../adapters/dynamodb/dynamo-webhook-store.ts'
import { authenticationOf } from './authentication-container.ts'
import { clock, randomness, tableOf } from './container.ts'
import { apiEnvironment, readEnvironment } from './environment.ts'
import type { ApiDeps, SettledWatch } from './http/deps.ts'

const PING_MS = 1_500
/** Each look costs a read; somebody who waits for an operation does not notice a quarter of a second. */
const LOOK_AGAIN_MS = 250

/** Passes run in other functions, so there is nothing to be woken by. */
const watch: SettledWatch = {
  settled: (timeoutMs) => pause(Math.min(timeoutMs, LOOK_AGAIN_MS)),
}

/** The composition root of the API function: it declares and reads, and can read no tenant's secret. */
export async function apiContainer(): Promise<ApiDeps> {
  const environment = readEnvironment(apiEnvironment, process.env)
  const table = tableOf(environment)
  return {
    ...(await authenticationOf(environment, table)),
    tenants: dynamoTenantStore(table, clock),
    operations: dynamoOperationStore(table, clock),
    clusters: dynamoClusterStore(table),
    audit: dynamoAuditStore(table),
    webhooks: dynamoWebhookStore(table, clock),
    deliveries: dynamoDeliveryStore(table),
    webhookReach: 'public',
    observations: dynamoObservationStore(table),
    findings: dynamoFindingStore(table, clock),
    residents: dynamoResidentStore(table),
    clock,
    randomness,
    watch,
    // The table's stream tells the dispatcher of every declaration.
    signal: { raise: () => {} },
    health: async () => ({
      api: 'up',
      store: (await pingTable(table, PING_MS)) ? 'up' : 'down',
    }),
    // It takes the routes of all functions, which no other request should wait for.
    openApi: async () => (await import('./http/openapi/whole-document.ts')).wholeDocument,
  }
}
