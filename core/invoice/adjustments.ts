import { sumOf } from '../kernel/money.ts'
import { type InvoiceLine, keyOf } from './invoice.ts'

/**
 * What an earlier month costs now against what was invoiced for it, in its own invoice and by later adjustments: more for
 * data that came in late, less (as a credit) for what is no longer owed. One line for each tenant and item; it counts as
 * invoiced itself afterwards, so that the same difference is never invoiced twice.
 */
export function adjustmentsFor(
  invoiced: readonly InvoiceLine[],
  charges: readonly InvoiceLine[],
): readonly InvoiceLine[] {
  const before = totalsByKey(invoiced)
  const now = totalsByKey(charges)
  const about = new Map([...invoiced, ...charges].map((line) => [keyOf(line), line]))
  return [...about]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([key, line]) => {
      const difference = (now.get(key) ?? 0n) - (before.get(key) ?? 0n)
      return line.item === 'credit' || difference === 0n ? [] : [adjustment(line, difference)]
    })
}

/** By what they are for; credits that are for nothing in particular are left out. */
export function totalsByKey(lines: readonly InvoiceLine[]): ReadonlyMap<string, bigint> {
  const groups = Map.groupBy(
    lines.filter(({ item }) => item !== 'credit'),
    keyOf,
  )
  return new Map(
    [...groups].map(([key, group]) => [key, sumOf(group.map(({ amountMicros }) => amountMicros))]),
  )
}

/** The line that makes up for a difference in what was invoiced by `line`. */
export function adjustment(line: InvoiceLine, difference: bigint): InvoiceLine {
  const more = difference > 0n
  const why = more ? 'came in after that was closed' : 'was invoiced and is no longer owed'
  const [name = ''] = line.description.split(':')
  return {
    kind: more ? 'adjustment' : 'credit',
    period: line.period,
    tenantId: line.tenantId,
    item: line.item,
    description: `${name}: ${line.item} of ${line.period} that ${why}`,
    quantity: more ? difference : -difference,
    baseUnit: 'micro',
    unit: 'USD',
    price: { micros: more ? 1n : -1n, per: 1n },
    amountMicros: difference,
  }
}
