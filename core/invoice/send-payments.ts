import { type Clock, HOUR_MS } from '../kernel/clock.ts'
import { isServiceError } from '../kernel/service-error.ts'
import { ACCOUNT_SHARDS } from '../plan/plan-ports.ts'
import type { BillingProfileStore, PaymentOutbox, PaymentService } from './invoice-ports.ts'
import type { PaymentExport } from './payment-export.ts'
import { readAll } from './read-all.ts'

export interface PaymentDeps {
  readonly payments: PaymentOutbox
  readonly profiles: BillingProfileStore
  readonly service: PaymentService
  readonly clock: Clock
}

export interface PaymentReport {
  readonly sent: number
  readonly failed: number
}

const OPEN_A_PAGE = 100
/** A payment service may know a repeat for a day only: what it took without our hearing of it is asked again before. */
const WAIT_MAX_MS = 12 * HOUR_MS

/**
 * Hands every open invoice that is due to the payment service. Killed between sending and writing that down, it sends the
 * same invoice again, which the service takes as one. A failure is tried again after an hour, then more slowly, twice a day
 * at last; it stays on the operator's list until it went through.
 */
export async function sendPayments(deps: PaymentDeps): Promise<PaymentReport> {
  let sent = 0
  let failed = 0
  for (let shard = 0; shard < ACCOUNT_SHARDS; shard += 1) {
    const open = await readAll((page) => deps.payments.listOpen(shard, page), OPEN_A_PAGE)
    for (const payment of open.filter(({ nextAt }) => nextAt <= deps.clock.now())) {
      if (await sendOne(deps, payment)) sent += 1
      else failed += 1
    }
  }
  return { sent, failed }
}

async function sendOne(deps: PaymentDeps, payment: PaymentExport): Promise<boolean> {
  const { paymentCustomer } = await deps.profiles.get(payment.accountId)
  const error = payment.amountMicros === 0n ? null : await refusalOf(deps, payment, paymentCustomer)
  const now = deps.clock.now()
  if (error === null) await deps.payments.markSent(payment, now)
  else await deps.payments.markFailed(retried(payment, now, error))
  return error === null
}

/** Null when it went through. The sentence is for the operator: what is not one of our own refusals is not shown. */
async function refusalOf(
  { service }: PaymentDeps,
  payment: PaymentExport,
  customer: string | null,
): Promise<string | null> {
  if (customer === null) return 'The account is no customer of the payment service yet.'
  try {
    await service.send(payment, customer)
    return null
  } catch (error) {
    return isServiceError(error) ? error.message : 'The payment service could not be asked.'
  }
}

function retried(payment: PaymentExport, now: number, error: string): PaymentExport {
  const waitMs = Math.min(WAIT_MAX_MS, HOUR_MS * 2 ** Math.min(payment.attempts, 10))
  return { ...payment, attempts: payment.attempts + 1, nextAt: now + waitMs, error }
}
