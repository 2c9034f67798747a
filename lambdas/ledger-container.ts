import { dynamoBillingProfileStore } from '../adapters/dynamodb/dynamo-billing-profile-store.ts'
import { dynamoClusterStore } from '../adapters/dynamodb/dynamo-cluster-store.ts'
import { dynamoInvoiceStore } from '../adapters/dynamodb/dynamo-invoice-store.ts'
import { dynamoMeterStore } from '../adapters/dynamodb/dynamo-meter-store.ts'
import { dynamoPaymentOutbox } from '../adapters/dynamodb/dynamo-payment-outbox.ts'
import { dynamoPlanLedger } from '../adapters/dynamodb/dynamo-plan-ledger.ts'
import { dynamoRevenueStore } from '../adapters/dynamodb/dynamo-revenue-store.ts'
import type { DynamoTable } from '../adapters/dynamodb/dynamo-table.ts'
import { dynamoTenantStore } from '../adapters/dynamodb/dynamo-tenant-store.ts'
import { createUsageLedger } from '../core/usage/usage-ledger.ts'
import { clock } from './container.ts'

/** What bills are made of and kept in, for the function that tells them and the one that makes them. */
export function ledgersOf(table: DynamoTable) {
  const tenants = dynamoTenantStore(table, clock)
  return {
    tenants,
    clusters: dynamoClusterStore(table),
    plans: dynamoPlanLedger(table),
    invoices: dynamoInvoiceStore(table),
    profiles: dynamoBillingProfileStore(table),
    payments: dynamoPaymentOutbox(table),
    revenue: dynamoRevenueStore(table),
    usage: createUsageLedger({
      meter: dynamoMeterStore(table),
      clusterOf: async (tenantId) => (await tenants.get(tenantId))?.clusterId ?? undefined,
    }),
  }
}
