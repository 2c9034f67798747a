import { readTextSecret } from '../adapters/secrets-manager/read-text-secret.ts'
import { openSecretsManager } from '../adapters/secrets-manager/secrets-client.ts'
import { stripePayments } from '../adapters/stripe/stripe-payments.ts'
import type { PaymentService } from '../core/invoice/invoice-ports.ts'
import { clock, randomness, tableOf } from './container.ts'
import { type InvoiceEnvironment, invoiceEnvironment, readEnvironment } from './environment.ts'
import type { InvoiceJobDeps } from './jobs/invoice-job.ts'
import { ledgersOf } from './ledger-container.ts'
import { report } from './report.ts'

/** The composition root of the function that closes months, watches budgets and hands invoices to the payment service. */
export async function invoiceContainer(): Promise<InvoiceJobDeps> {
  const environment = readEnvironment(invoiceEnvironment, process.env)
  const ledgers = ledgersOf(tableOf(environment))
  const service = await paymentServiceOf(environment)
  return {
    ...ledgers,
    clock,
    randomness,
    // The table's stream tells the dispatcher of every hold.
    signal: { raise: () => {} },
    report: (error) => report('invoice', error),
    ...(service === undefined ? {} : { payment: { ...ledgers, service, clock } }),
  }
}

/** Undefined when nobody collects. */
async function paymentServiceOf({
  AWS_REGION: region,
  PAYMENT_SECRET_ARN: arn,
  PAYMENT_METER_EVENT: eventName,
}: InvoiceEnvironment): Promise<PaymentService | undefined> {
  if (arn === undefined) return undefined
  const client = openSecretsManager(region)
  const secretKey = await readTextSecret(client, arn)
  client.destroy()
  return stripePayments({ secretKey, eventName })
}
