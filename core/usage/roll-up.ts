import type { Clock } from '../kernel/clock.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../kernel/clock.ts'
import type { MeterStore } from './meter-ports.ts'
import {
  addUsage,
  type TenantUsage,
  type UsageEntry,
  type WindowUsage,
  windowStartOf,
} from './usage-entry.ts'

export interface RollUpDeps {
  readonly meter: MeterStore
  readonly clock: Clock
}

/** A pass that began before the hour's end may still be writing. */
const GRACE_MS = 2 * MINUTE_MS
/** After a long pause, some hours a pass are enough to catch up. */
const HOURS_A_PASS_MAX = 24
const TENANTS_AT_ONCE = 8

/**
 * Notes from when on a cell is summed, before its first minute is written: then no hour is left out, however long summing
 * fails afterwards.
 */
export async function beginRollingUp({ meter, clock }: RollUpDeps, clusterId: string) {
  if ((await meter.rolledUntil(clusterId)) !== null) return
  await meter.setRolledUntil(clusterId, windowStartOf('hour', clock.now() - GRACE_MS))
}

/**
 * Sums the minutes of a cell to hours, and hours to days, for each tenant. Always from the beginning of a window, so that a
 * repeat gives the same. The hour before is done again, for a pass that was slow. Answers with the hours it did.
 */
export async function rollUp({ meter, clock }: RollUpDeps, clusterId: string): Promise<number> {
  const end = windowStartOf('hour', clock.now() - GRACE_MS)
  const until = await meter.rolledUntil(clusterId)
  if (until === end) return 0
  const lows = (await meter.heads(clusterId)).map(({ low }) => low)
  // After the clock went back, minutes may lie in hours that were done already.
  const from = Math.min(until ?? end, end) - HOUR_MS
  const to = Math.min(end, from + HOURS_A_PASS_MAX * HOUR_MS)
  for (let hour = from; hour < to; hour += HOUR_MS) await rollHour(meter, clusterId, lows, hour)
  await meter.setRolledUntil(clusterId, to)
  return (to - from) / HOUR_MS
}

async function rollHour(
  meter: MeterStore,
  clusterId: string,
  lows: readonly string[],
  hour: number,
): Promise<void> {
  const entries = await meter.entries({ clusterId, lows, from: hour, to: hour + HOUR_MS })
  const hours = sumByTenant(entries.flatMap((entry) => entry.tenants)).map(
    (usage): WindowUsage => ({ ...usage, resolution: 'hour', windowStart: hour }),
  )
  await meter.putWindows(hours)
  for (let from = 0; from < hours.length; from += TENANTS_AT_ONCE) {
    const some = hours.slice(from, from + TENANTS_AT_ONCE)
    await meter.putWindows(await Promise.all(some.map((each) => dayOf(meter, each))))
  }
}

/** The day so far. */
async function dayOf(meter: MeterStore, { tenantId, windowStart }: WindowUsage) {
  const day = windowStartOf('day', windowStart)
  const range = { tenantId, resolution: 'hour', from: day, to: day + DAY_MS } as const
  const [sum] = sumByTenant(await meter.windows(range))
  if (sum === undefined) throw new Error('An hour that was written is not there.')
  return { ...sum, resolution: 'day', windowStart: day } as const
}

export function sumByTenant(usages: readonly TenantUsage[]): readonly TenantUsage[] {
  const sums = new Map<string, TenantUsage>()
  for (const { tenantId, quantities, incomplete } of usages) {
    const usage = { tenantId, quantities, incomplete }
    const sum = sums.get(tenantId)
    sums.set(tenantId, sum === undefined ? usage : addUsage(sum, usage))
  }
  return [...sums.values()]
}

/** The entries' usage of one tenant, by window. */
export function minutesOf(
  entries: readonly UsageEntry[],
  tenantId: string,
): ReadonlyMap<number, TenantUsage> {
  const byWindow = new Map<number, TenantUsage>()
  for (const { windowStart, tenants } of entries) {
    const usage = tenants.find((each) => each.tenantId === tenantId)
    if (usage === undefined) continue
    const sum = byWindow.get(windowStart)
    byWindow.set(windowStart, sum === undefined ? usage : addUsage(sum, usage))
  }
  return byWindow
}
