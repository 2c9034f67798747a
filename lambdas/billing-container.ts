import { dynamoMemberStore } from '../adapters/dynamodb/dynamo-member-store.ts'
import { dynamoMeterStore } from '../adapters/dynamodb/dynamo-meter-store.ts'
import { dynamoWebhookStore } from '../adapters/dynamodb/dynamo-webhook-store.ts'
import { printInvoice } from '../adapters/pdf/print-invoice.ts'
import { createClusterFacts } from '../core/invoice/cluster-facts.ts'
import { authenticationOf } from './authentication-container.ts'
import { clock, randomness, tableOf } from './container.ts'
import { apiEnvironment, readEnvironment } from './environment.ts'
import type { BillingDeps } from './http/deps.ts'
import { ledgersOf } from './ledger-container.ts'

/** The composition root of the function that tells usage and cost: it changes no tenant and reads no password. */
export async function billingContainer(): Promise<BillingDeps> {
  const environment = readEnvironment(apiEnvironment, process.env)
  const table = tableOf(environment)
  const ledgers = ledgersOf(table)
  const { clusters } = ledgers
  return {
    ...(await authenticationOf(environment, table)),
    ...ledgers,
    members: dynamoMemberStore(table),
    webhooks: dynamoWebhookStore(table, clock),
    printInvoice,
    clusterFacts: createClusterFacts({ clusters, meter: dynamoMeterStore(table), clock }),
    clock,
    randomness,
  }
}
