import { advanceCounter } from './advance-counter.ts'
import { type BrokerStep, stepBrokers } from './broker-step.ts'
import type { CellSighting } from './cell-sighting.ts'
import type { BrokerTotal, CellTotals, MonthTotal } from './cell-totals.ts'
import type { Counter } from './meter-chunk.ts'

/** As long as hours of usage are kept. */
const MONTHS_KEPT = 14

/** By the rules that tenants' counters go by: from zero after a restart, nothing twice, and less where it is in doubt. */
export function advanceTotals(
  previous: CellTotals,
  sighting: CellSighting,
  now: number,
): CellTotals {
  const known = new Map(previous.brokers.map((each) => [each.brokerId, each]))
  const sums = { in: 0, out: 0 }
  const brokers = stepBrokers(previous, sighting, now).steps.flatMap((step): BrokerTotal[] => {
    const before = known.get(step.brokerId)
    const totals = step.sighting?.totals ?? null
    if (step.sighting === null || totals === null) return before === undefined ? [] : [before]
    for (const counter of ['in', 'out'] as const)
      sums[counter] += increase(step, counter, before, totals[counter])
    const { startedAt } = step.sighting
    return [{ brokerId: step.brokerId, startedAt, at: now, ...totals }]
  })
  const months = addTo(previous.months, new Date(now).toISOString().slice(0, 7), sums)
  return { ...previous, version: previous.version + 1, brokers, months }
}

function increase(
  { restarted, beginning }: BrokerStep,
  counter: Counter,
  before: BrokerTotal | undefined,
  seen: number,
): number {
  const previous = before && { value: before[counter], missed: false }
  const step = { previous, seen, begunAnew: restarted, isGone: false, beginning }
  return advanceCounter(step).bytes
}

function addTo(
  months: readonly MonthTotal[],
  month: string,
  sums: Readonly<Record<Counter, number>>,
): readonly MonthTotal[] {
  const known = months.find((each) => each.month === month)
  const sum = {
    month,
    in: (known?.in ?? 0n) + BigInt(sums.in),
    out: (known?.out ?? 0n) + BigInt(sums.out),
  }
  return [...months.filter((each) => each.month !== month), sum]
    .toSorted((a, b) => (a.month < b.month ? -1 : 1))
    .slice(-MONTHS_KEPT)
}
