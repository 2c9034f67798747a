import { DAY_MS, HOUR_MS } from '../kernel/clock.ts'
import type { Resolution, UsageRecord } from '../usage/usage-record.ts'
import { endOf, type Period, startOf } from './period.ts'

/** A stretch of a month that is read at one resolution. */
export interface UsageRange {
  readonly resolution: Resolution
  readonly from: number
  readonly to: number
}

/** How long after its end an hour is surely made of its minutes: the pass of the meter after it, and one that failed. */
const HOUR_SETTLES_MS = HOUR_MS / 4

/**
 * How to read a month up to `until`: whole days at once, the days in which the plan changed and the running one by hours,
 * and what no hour covers yet by minutes. Each moment is in one range only.
 */
export function rangesOf(
  period: Period,
  changedAt: readonly number[],
  until: number,
): readonly UsageRange[] {
  const end = Math.min(endOf(period), until)
  const ranges: UsageRange[] = []
  for (let day = startOf(period); day < end; day += DAY_MS) {
    const dayEnd = day + DAY_MS
    const broken = changedAt.some((at) => at > day && at < dayEnd)
    if (!broken && dayEnd + DAY_MS <= until)
      ranges.push({ resolution: 'day', from: day, to: dayEnd })
    else ranges.push(...hoursOf(day, Math.min(dayEnd, end), until))
  }
  return merged(ranges)
}

function hoursOf(from: number, to: number, until: number): readonly UsageRange[] {
  const settled = Math.floor((until - HOUR_SETTLES_MS) / HOUR_MS) * HOUR_MS
  const split = Math.min(to, Math.max(from, settled))
  const ranges: readonly UsageRange[] = [
    { resolution: 'hour', from, to: split },
    { resolution: 'minute', from: split, to },
  ]
  return ranges.filter((range) => range.from < range.to)
}

function merged(ranges: readonly UsageRange[]): readonly UsageRange[] {
  const joined: UsageRange[] = []
  for (const range of ranges) {
    const last = joined.at(-1)
    const goesOn = last?.resolution === range.resolution && last.to === range.from
    if (last !== undefined && goesOn) joined[joined.length - 1] = { ...last, to: range.to }
    else joined.push(range)
  }
  return joined
}

/** Each window of each meter once, in order: a record that was read twice is one record. */
export function distinct(records: readonly UsageRecord[]): readonly UsageRecord[] {
  const once = new Map(records.map((record) => [keyOf(record), record]))
  return [...once].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, record]) => record)
}

function keyOf({ tenantId, meter, resolution, windowStart }: UsageRecord): string {
  return `${tenantId}/${meter}/${resolution}/${String(windowStart).padStart(15, '0')}`
}
