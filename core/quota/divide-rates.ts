import type { QuotaShare } from '../credential/credential.ts'
import { SECOND_MS } from '../kernel/clock.ts'
import type { Plan } from '../plan/plan.ts'
import { claimOf } from './claims.ts'
import { divideRate } from './divide-rate.ts'
import type { UserLoad } from './quota-ports.ts'
import { allowedFor, type ServedSpan } from './served-lately.ts'
import type { SharedRate, TenantShares, UserShare } from './tenant-shares.ts'

/** A user, and how it stands on each broker that knows it. */
export interface Worker {
  readonly user: UserShare
  readonly loads: readonly UserLoad[]
  readonly rest: QuotaShare
}

interface Division {
  readonly plan: Plan
  readonly brokers: number
  readonly now: number
  /** How long the quotas will stand. */
  readonly horizonMs: number
}

/** All credentials together may ask for so much of the plan's request time, on each broker. */
const REQUEST_PART = 2

/** The quota of each user, for all three rates of the plan. */
export function divideRates(
  { plan: { limits }, brokers, now, horizonMs }: Division,
  workers: readonly Worker[],
  spans: readonly ServedSpan[],
  aims: TenantShares['aims'],
): readonly QuotaShare[] {
  const horizonS = horizonMs / SECOND_MS
  const claims = (rate: SharedRate) => workers.map(({ user, loads }) => claimOf(user, loads, rate))
  const bytes = (rate: number, aim: number, which: 'produceBytes' | 'consumeBytes') => ({
    horizonS,
    rate: rate * aim,
    brokers,
    allowance: allowedFor(spans, { rate, which, now, horizonMs }),
  })
  const { produceBytesPerSecond, consumeBytesPerSecond, requestPercentage } = limits
  const produce = divideRate(
    bytes(produceBytesPerSecond, aims.produce, 'produceBytes'),
    claims('produceBytesPerSecond'),
  )
  const consume = divideRate(
    bytes(consumeBytesPerSecond, aims.consume, 'consumeBytes'),
    claims('consumeBytesPerSecond'),
  )
  const request = divideRate(
    {
      horizonS,
      rate: requestPercentage,
      brokers: 1,
      allowance: REQUEST_PART * requestPercentage * horizonS,
    },
    claims('requestPercentage'),
  )
  return workers.map((_, n) => ({
    produceBytesPerSecond: Math.ceil(produce[n] ?? 1),
    consumeBytesPerSecond: Math.ceil(consume[n] ?? 1),
    requestPercentage: Math.ceil((request[n] ?? 1) * 10) / 10,
  }))
}
