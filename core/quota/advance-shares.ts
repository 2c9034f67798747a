import type { UserQuota } from '../cluster/cluster-ports.ts'
import type { QuotaShare } from '../credential/credential.ts'
import { SECOND_MS } from '../kernel/clock.ts'
import type { Plan } from '../plan/plan.ts'
import { aimAfter } from './aim.ts'
import { faded } from './claims.ts'
import { decideQuota } from './decide-quota.ts'
import { divideRates, type Worker } from './divide-rates.ts'
import type { MovedBytes, RateHold, UserLoad } from './quota-ports.ts'
import { aheadAfter, isTooFast, paidOffAt } from './rate-hold.ts'
import { servedRate, type ServedSpan, withSpan } from './served-lately.ts'
import type { SharedRate, TenantShares, UserShare } from './tenant-shares.ts'

/** One tenant at one look. */
export interface ShareStep {
  readonly tenantId: string
  readonly plan: Plan
  readonly brokers: number
  /** Its users on the cluster, with the shares of rest that settling gave them. */
  readonly users: readonly { readonly username: string; readonly rest: QuotaShare }[]
  /** How that user stands on each broker that answered and knows it. */
  readonly loadsOf: (username: string) => readonly UserLoad[]
  /** Null: nobody knows, as there was no look before this one. */
  readonly moved: MovedBytes | null
  /** Undefined: it was at rest. */
  readonly previous: TenantShares | undefined
  readonly now: number
  /** How long these shares will stand. */
  readonly horizonMs: number
}

export interface ShareAdvance {
  /** Null when the tenant is at rest again. */
  readonly next: TenantShares | null
  readonly send: readonly UserQuota[]
  readonly hold: RateHold
}

/** The next shares of a tenant, and the quotas to be sent for them. Pure. */
export function advanceShares(step: ShareStep): ShareAdvance {
  const { previous, plan, now } = step
  const workers = workersOf(step)
  const span = spanOf(step, workers)
  const spans = withSpan(previous?.spans ?? [], span)
  const aims = aimsAfter(step, spans)
  const isIdle = spans.length === 0
  const rate = plan.limits.produceBytesPerSecond
  const ahead = aheadAfter(previous?.ahead ?? 0, span, rate)
  const wanted = isIdle ? [] : divideRates(step, workers, spans, aims)
  const decisions = workers.map(({ user, rest }, n) =>
    decideQuota(user, { quota: wanted[n] ?? rest, exactly: isIdle }, now),
  )
  const users = decisions.map(({ user }) => user)
  const atRest = isIdle && ahead === 0 && users.every(({ sure }) => sure)
  return {
    next: atRest
      ? null
      : { tenantId: step.tenantId, plan: plan.id, users, spans, aims, ahead, lookedAt: now },
    send: [...gone(step), ...decisions.filter(({ send }) => send).map(({ user }) => user)].map(
      quotaOf,
    ),
    hold: {
      begin: isTooFast(spans, rate, now),
      until: paidOffAt(ahead, rate, now),
    },
  }
}

function quotaOf({ username, quota }: Pick<UserQuota, 'username' | 'quota'>): UserQuota {
  return { username, quota }
}

/** A quota that was sent while settling removed the user would stay behind. */
function gone({ previous, users }: ShareStep): readonly UserQuota[] {
  const known = previous?.users ?? []
  return known
    .filter(({ username }) => !users.some((user) => user.username === username))
    .map(({ username }) => ({ username, quota: null }))
}

/** Another plan means that settling has given every credential its share of rest. */
function workersOf(step: ShareStep): readonly Worker[] {
  const { previous, plan, now } = step
  const known = previous?.plan === plan.id ? previous.users : []
  return step.users.map(({ username, rest }) => {
    const loads = step.loadsOf(username)
    const user = known.find((each) => each.username === username) ?? atRest(username, rest)
    const passed = now - (previous?.lookedAt ?? now)
    return { user: { ...user, lately: faded(user, loads, passed) }, loads, rest }
  })
}

function atRest(username: string, quota: QuotaShare): UserShare {
  const lately = { produceBytesPerSecond: 0, consumeBytesPerSecond: 0, requestPercentage: 0 }
  return { username, quota, lately, sentAt: 0, sure: true }
}

/** Without a look before this one, what the users get at this moment stands for all of the time. */
function spanOf({ previous, now, horizonMs, moved }: ShareStep, workers: readonly Worker[]) {
  const from = previous?.lookedAt ?? now - horizonMs
  const passed = Math.max(0, now - from) / SECOND_MS
  const guess = (rate: SharedRate) =>
    workers.flatMap(({ loads }) => loads).reduce((sum, { rates }) => sum + rates[rate], 0) * passed
  return {
    from,
    to: now,
    produceBytes: moved?.in ?? guess('produceBytesPerSecond'),
    consumeBytes: moved?.out ?? guess('consumeBytesPerSecond'),
  }
}

function aimsAfter({ previous, plan, now }: ShareStep, spans: readonly ServedSpan[]) {
  const { produce = 1, consume = 1 } = previous?.aims ?? {}
  const { produceBytesPerSecond, consumeBytesPerSecond } = plan.limits
  const part = (rate: number, which: 'produceBytes' | 'consumeBytes') =>
    servedRate(spans, now, which) / rate
  return {
    produce: aimAfter(produce, part(produceBytesPerSecond, 'produceBytes')),
    consume: aimAfter(consume, part(consumeBytesPerSecond, 'consumeBytes')),
  }
}
