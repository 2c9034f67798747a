import { printInvoice } from '../adapters/pdf/print-invoice.ts'
import { authenticationOf } from './authentication-container.ts'
import { clock, randomness, tableOf } from './container.ts'
import { apiEnvironment, readEnvironment } from './environment.ts'
import type { BillingDeps } from './http/deps.ts'
import { ledgersOf } from './ledger-container.ts'

/** The composition root of the function that tells usage and cost: it changes no tenant and reads no password. */
export async function billingContainer(): Promise<BillingDeps> {
  const environment = readEnvironment(apiEnvironment, process.env)
  const table = tableOf(environment)
  return {
    ...(await authenticationOf(environment, table)),
    ...ledgersOf(table),
    printInvoice,
    // Nobody tells this function yet what a cluster costs and counted.
    clusterFacts: { costMicros: async () => null, brokerTotal: async () => null },
    clock,
    randomness,
  }
}
