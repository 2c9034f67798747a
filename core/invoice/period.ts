import { invalid } from '../kernel/service-error.ts'

/** A UTC month that an invoice is for, `YYYY-MM`: text that sorts as time does. */
export type Period = string

export const PERIOD = /^[0-9]{4}-(?:0[1-9]|1[0-2])$/

/** UTC knows no daylight saving: a month begins and ends at midnight, half-open. */
export function periodOf(at: number): Period {
  return new Date(at).toISOString().slice(0, 7)
}

export function startOf(period: Period): number {
  return Date.parse(`${parsePeriod(period)}-01T00:00:00Z`)
}

export function endOf(period: Period): number {
  return startOf(nextPeriod(period))
}

export function nextPeriod(period: Period): Period {
  return shifted(period, 1)
}

export function previousPeriod(period: Period): Period {
  return shifted(period, -1)
}

/** The length of that month: 28 to 31 days. */
export function secondsOf(period: Period): bigint {
  return BigInt((endOf(period) - startOf(period)) / 1_000)
}

function shifted(period: Period, months: number): Period {
  const [year = 0, month = 0] = parsePeriod(period).split('-').map(Number)
  return periodOf(Date.UTC(year, month - 1 + months))
}

function parsePeriod(text: string): Period {
  if (PERIOD.test(text)) return text
  throw invalid('/period', 'A period is a month, such as 2026-01.')
}
