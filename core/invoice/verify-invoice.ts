import { amountOf, sumOf } from '../kernel/money.ts'
import { type PriceBookVersion, versionFor } from '../plan/price-book.ts'
import { totalsByKey } from './adjustments.ts'
import type { Invoice, InvoiceLine } from './invoice.ts'
import { chargesOf, type MonthRecords } from './make-invoice.ts'

/** What the month's records say against what was invoiced for it, by tenant and item. */
export interface Comparison {
  readonly key: string
  readonly invoicedMicros: bigint
  readonly recomputedMicros: bigint
}

export interface Verification {
  /** Recomputed less invoiced; not 0 only when data came in since, which the next invoice adjusts. */
  readonly differenceMicros: bigint
  readonly comparisons: readonly Comparison[]
  /** Sentences about lines whose amount is not quantity times price, or that do not add up. */
  readonly faults: readonly string[]
}

interface VerifyOptions {
  readonly book?: readonly PriceBookVersion[]
  readonly until?: number
}

/**
 * Recomputes an invoice: each line by itself, the sum of the lines, and the month from its records. `adjusted` are the
 * lines about this month on later invoices: what they charge has been invoiced too. A draft is of the time before `until`.
 */
export function verifyInvoice(
  invoice: Invoice,
  month: MonthRecords,
  adjusted: readonly InvoiceLine[] = [],
  { book, until }: VerifyOptions = {},
): Verification {
  const own = invoice.lines.filter(({ period }) => period === invoice.period)
  const invoiced = totalsByKey([...own, ...adjusted])
  const recomputed = totalsByKey(chargesOf(month, versionFor(invoice.period, book), until))
  const keys = [...new Set([...invoiced.keys(), ...recomputed.keys()])].sort()
  const comparisons = keys.map((key) => ({
    key,
    invoicedMicros: invoiced.get(key) ?? 0n,
    recomputedMicros: recomputed.get(key) ?? 0n,
  }))
  const differences = comparisons.map((each) => each.recomputedMicros - each.invoicedMicros)
  return { differenceMicros: sumOf(differences), comparisons, faults: faultsOf(invoice) }
}

/** True when nothing differs, not even in ways that cancel each other out. */
export function isExact({ comparisons, faults }: Verification): boolean {
  const same = comparisons.every((each) => each.invoicedMicros === each.recomputedMicros)
  return same && faults.length === 0
}

function faultsOf({ lines, totalMicros }: Invoice): readonly string[] {
  const sum = sumOf(lines.map(({ amountMicros }) => amountMicros))
  return [
    ...lines.flatMap((line, n) =>
      line.amountMicros === recomputed(line)
        ? []
        : [`Line ${n + 1} says ${line.amountMicros} and comes to ${recomputed(line)}.`],
    ),
    ...(sum === totalMicros ? [] : [`The total says ${totalMicros} and the lines are ${sum}.`]),
  ]
}

/** Minus zero is zero for whole numbers, so a credit is the same sum with its sign. */
function recomputed({ quantity, price }: InvoiceLine): bigint {
  return price.micros < 0n
    ? -amountOf(quantity, { ...price, micros: -price.micros })
    : amountOf(quantity, price)
}
