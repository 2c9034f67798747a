import { DAY_MS, HOUR_MS, MINUTE_MS } from '../kernel/clock.ts'
import type { PlanId } from '../plan/plan.ts'
import type { PlanPeriod } from '../plan/plan-change.ts'
import type { Resolution, UsageRecord } from '../usage/usage-record.ts'

const WINDOW_MS: Readonly<Record<Resolution, number>> = {
  minute: MINUTE_MS,
  hour: HOUR_MS,
  day: DAY_MS,
}

type Window = Pick<UsageRecord, 'windowStart' | 'resolution'>

export function windowEndOf({ windowStart, resolution }: Window): number {
  return windowStart + WINDOW_MS[resolution]
}

/**
 * The plan that a window of usage is priced by: that of its beginning, or the first that began within it. Null when
 * none was paid for: what a tenant stores after it was deleted, for one.
 */
export function planAt(periods: readonly PlanPeriod[], window: Window): PlanId | null {
  const { windowStart } = window
  const windowEnd = windowEndOf(window)
  return periods.find(({ from, to }) => from < windowEnd && to > windowStart)?.plan ?? null
}
