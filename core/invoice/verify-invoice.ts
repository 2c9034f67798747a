import { sumOf } from '../kernel/money.ts'
import { type PriceBookVersion, versionFor } from '../plan/price-book.ts'
import { totalsByKey } from './adjustments.ts'
import type { Invoice, InvoiceLine } from './invoice.ts'
import type { InvoiceExport } from './invoice-export.ts'
import { type ComputedMonth, lineFaults } from './line-faults.ts'
import { chargesOf, type EarlierMonth } from './make-invoice.ts'
import { creditFaults, recordFaults } from './record-faults.ts'

/** What a month's records say against what was invoiced for it, by month, tenant and item. */
export interface Comparison {
  readonly key: string
  readonly invoicedMicros: bigint
  readonly recomputedMicros: bigint
}

export interface Verification {
  /** Recomputed less invoiced; not 0 only when data came in since, which the next invoice adjusts. */
  readonly differenceMicros: bigint
  readonly comparisons: readonly Comparison[]
  /** Sentences about what contradicts itself, the price book or the records. */
  readonly faults: readonly string[]
}

/**
 * Recomputes an invoice: each line by itself, the sum of the lines, every month that it has lines about from that month's
 * records, and which credits it used up. What other invoices charge for a month has been invoiced for it, too.
 */
export function verifyInvoice(
  exported: InvoiceExport,
  book?: readonly PriceBookVersion[],
): Verification {
  const { invoice, month, adjusted, earlier } = exported
  const own = computed(exported, { month, invoiced: adjusted }, book)
  const months = [own, ...earlier.map((each) => computed(exported, each, book))]
  const comparisons = months.flatMap(compared)
  const differences = comparisons.map((each) => each.recomputedMicros - each.invoicedMicros)
  return {
    differenceMicros: sumOf(differences),
    comparisons,
    faults: [
      ...recordFaults(exported, book),
      ...sumFaults(invoice),
      ...lineFaults(invoice, months),
      ...creditFaults(exported),
    ],
  }
}

/** True when nothing differs, not even in ways that cancel each other out. */
export function isExact({ comparisons, faults }: Verification): boolean {
  const same = comparisons.every((each) => each.invoicedMicros === each.recomputedMicros)
  return same && faults.length === 0
}

function computed(
  { invoice, until }: InvoiceExport,
  { month, invoiced }: EarlierMonth,
  book: readonly PriceBookVersion[] | undefined,
): ComputedMonth {
  const { period } = month
  const prices = versionFor(period, book)
  const cut = until !== null && period === invoice.period ? until : undefined
  const isCharge = (line: InvoiceLine) => line.period === period && line.item !== 'credit'
  return {
    period,
    prices,
    lines: invoice.lines.filter(isCharge),
    elsewhere: invoiced.filter(isCharge),
    charges: chargesOf(month, prices, cut),
  }
}

function compared({ lines, elsewhere, charges }: ComputedMonth): readonly Comparison[] {
  const invoiced = totalsByKey([...lines, ...elsewhere])
  const recomputed = totalsByKey(charges)
  const keys = [...new Set([...invoiced.keys(), ...recomputed.keys()])].sort()
  return keys.map((key) => ({
    key,
    invoicedMicros: invoiced.get(key) ?? 0n,
    recomputedMicros: recomputed.get(key) ?? 0n,
  }))
}

function sumFaults({ lines, totalMicros }: Invoice): readonly string[] {
  const sum = sumOf(lines.map(({ amountMicros }) => amountMicros))
  return sum === totalMicros ? [] : [`The total says ${totalMicros} and the lines are ${sum}.`]
}
