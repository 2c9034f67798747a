import { dynamoBillingProfileStore } from '../adapters/dynamodb/dynamo-billing-profile-store.ts'
import { dynamoInvoiceStore } from '../adapters/dynamodb/dynamo-invoice-store.ts'
import { dynamoPaymentOutbox } from '../adapters/dynamodb/dynamo-payment-outbox.ts'
import { dynamoPlanLedger } from '../adapters/dynamodb/dynamo-plan-ledger.ts'
import { dynamoRevenueStore } from '../adapters/dynamodb/dynamo-revenue-store.ts'
import type { DynamoTable } from '../adapters/dynamodb/dynamo-table.ts'
import { createClusterFacts } from '../core/invoice/cluster-facts.ts'
import type { Invoice } from '../core/invoice/invoice.ts'

/** Everything about bills on one machine. Nobody collects payments there: the outbox keeps what could be sent. */
export function embeddedBilling(
  table: DynamoTable,
  facts: Parameters<typeof createClusterFacts>[0],
) {
  return {
    plans: dynamoPlanLedger(table),
    invoices: dynamoInvoiceStore(table),
    profiles: dynamoBillingProfileStore(table),
    payments: dynamoPaymentOutbox(table),
    revenue: dynamoRevenueStore(table),
    clusterFacts: createClusterFacts(facts),
    // Loaded when the first document is asked for: it would make every start a quarter of a second longer.
    printInvoice: async (invoice: Invoice, accountName: string) => {
      const { printInvoice } = await import('../adapters/pdf/print-invoice.ts')
      return await printInvoice(invoice, accountName)
    },
  }
}
