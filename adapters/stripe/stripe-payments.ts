import Stripe from 'stripe'
import type { PaymentService } from '../../core/invoice/invoice-ports.ts'
import { ServiceError } from '../../core/kernel/service-error.ts'

export interface StripeOptions {
  readonly secretKey: string
  /** The meter's event name: its price is one millionth of a dollar a unit, summed over the month. */
  readonly eventName: string
  /** For a stand-in; Stripe's own when absent. */
  readonly server?: { readonly host: string; readonly port: number; readonly protocol: 'http' }
}

const TIMEOUT_MS = 10_000
/** Of the client itself, within one try of the outbox. */
const RETRIES_MAX = 1

/**
 * Reports each invoice as one event of a Billing Meter: https://docs.stripe.com/api/billing/meter-event/create
 * Stripe refuses a second event of one `identifier` for a day at least: it has the first one then, which is what we want.
 * The client makes an idempotency key for each try: with one key for all of them Stripe would answer a refusal again and
 * again for a day, though its cause was mended (https://docs.stripe.com/api/idempotent_requests).
 */
export function stripePayments({ secretKey, eventName, server }: StripeOptions): PaymentService {
  const stripe = new Stripe(secretKey, {
    timeout: TIMEOUT_MS,
    maxNetworkRetries: RETRIES_MAX,
    telemetry: false,
    ...server,
  })
  return {
    async send({ invoiceId, amountMicros }, customer) {
      const payload = { stripe_customer_id: customer, value: `${amountMicros}` }
      const event = { event_name: eventName, identifier: invoiceId, payload }
      try {
        await stripe.billing.meterEvents.create(event)
      } catch (error) {
        if (!isTakenAlready(error)) throw refusal(error)
      }
    },
  }
}

/** It has no code for this, only a sentence. */
function isTakenAlready(error: unknown): boolean {
  return (
    error instanceof Stripe.errors.StripeInvalidRequestError &&
    error.statusCode === 400 &&
    error.message.includes('already exists with identifier')
  )
}

/** Stripe's own messages may show a part of the key, so only its codes are passed on. */
function refusal(error: unknown): ServiceError {
  if (!(error instanceof Stripe.errors.StripeError)) {
    return new ServiceError('internal', 'The payment service could not be asked.')
  }
  const { statusCode, type, code } = error
  const status = statusCode === undefined ? 'no answer' : `status ${statusCode}`
  const detail = `The payment service refused: ${status}, ${type}${code === undefined ? '' : `, ${code}`}.`
  return new ServiceError('unavailable', detail)
}
