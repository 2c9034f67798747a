import { withDoubt } from '../declare/doubt.ts'
import { SECOND_MS } from '../kernel/clock.ts'
import type { Randomness } from '../kernel/ids.ts'
import type { RateHold } from '../quota/quota-ports.ts'
import { limitEvent } from './limit-event.ts'
import { LIMIT_EVENTS } from './limit-events.ts'
import type { Tenant } from './tenant.ts'
import type { Settlement } from './tenant-ports.ts'

/** A hold that would end so much sooner or later stays as it is: each change is a write. */
const CLOSE_MS = 5 * SECOND_MS

/**
 * Holds a tenant that produced faster than its plan in spite of its quotas, so that it can only be read until it has paid
 * off what it is ahead, or changes when that will be. Null when nothing changes. Pure.
 */
export function holdForRate(
  tenant: Tenant,
  wanted: RateHold,
  randomness: Randomness,
  now: number,
): Settlement | null {
  const held = tenant.holds.find(({ kind }) => kind === 'rate')
  const isGoing = tenant.deletedAt !== null || tenant.holds.some(({ kind }) => kind === 'deletion')
  if (isGoing || wanted.until <= now) return null
  if (held === undefined && !wanted.begin) return null
  if (held !== undefined && Math.abs((held.until ?? held.since) - wanted.until) < CLOSE_MS)
    return null
  const others = tenant.holds.filter(({ kind }) => kind !== 'rate')
  const next = withDoubt(tenant, {
    ...tenant,
    holds: [...others, { kind: 'rate', since: held?.since ?? now, until: wanted.until }],
    version: tenant.version + 1,
    generation: tenant.generation + 1,
    dueAt: now,
  })
  const events = held === undefined ? [LIMIT_EVENTS.rateExceeded] : []
  return {
    tenant: next,
    finished: [],
    auditEvents: events.map((action) => limitEvent(tenant, action, randomness, now)),
  }
}

/** A hold that ends is lifted by time alone, whoever looks first. */
export function withoutEndedRateHold(tenant: Tenant, now: number): Tenant {
  const holds = tenant.holds.filter(({ kind, until }) => kind !== 'rate' || (until ?? 0) > now)
  return holds.length === tenant.holds.length ? tenant : withDoubt(tenant, { ...tenant, holds })
}
