import { sumOf } from '../kernel/money.ts'
import { sortedText } from '../kernel/sorted-text.ts'
import { type PriceBookVersion, versionFor } from '../plan/price-book.ts'
import type { UsageRecord } from '../usage/usage-record.ts'
import { applyCredits } from './apply-credits.ts'
import type { InvoiceExport } from './invoice-export.ts'
import type { MonthRecords } from './make-invoice.ts'
import { endOf, startOf } from './period.ts'
import { windowEndOf } from './plan-at.ts'

/** Sentences about records that are not those of the invoice, or that say the same moment twice. */
export function recordFaults(
  { invoice, until, month, earlier, credits }: InvoiceExport,
  book?: readonly PriceBookVersion[],
): readonly string[] {
  const { id } = versionFor(invoice.period, book)
  const months = [month, ...earlier.map((each) => each.month)]
  const owners = [...months.flatMap(({ changes }) => changes), ...credits]
  const isDraft = invoice.number === null
  return [
    ...(month.period === invoice.period
      ? []
      : [`The invoice is for ${invoice.period} and the records are of ${month.period}.`]),
    ...(invoice.priceBookVersion === id
      ? []
      : [
          `It names the price book ${invoice.priceBookVersion}; that of ${invoice.period} is ${id}.`,
        ]),
    ...(owners.every(({ accountId }) => accountId === invoice.accountId)
      ? []
      : ['Some records are of another account.']),
    ...(isDraft === (invoice.issuedAt === null) && isDraft === (until !== null)
      ? []
      : ['It is neither a draft nor an invoice with a number and a day.']),
    ...months.flatMap(windowFaults),
  ]
}

function windowFaults({ period, usage }: MonthRecords): readonly string[] {
  const [from, to] = [startOf(period), endOf(period)]
  const isOutside = usage.some((each) => each.windowStart < from || windowEndOf(each) > to)
  const series = Map.groupBy(usage, ({ tenantId, meter }) => `${tenantId}/${meter}`)
  return [
    ...(isOutside ? [`Some usage is not of ${period}.`] : []),
    ...([...series.values()].some(overlap) ? [`Some usage of ${period} is there twice.`] : []),
  ]
}

function overlap(records: readonly UsageRecord[]): boolean {
  const sorted = records.toSorted((a, b) => a.windowStart - b.windowStart)
  return sorted.some((each, n) => {
    const before = sorted[n - 1]
    return before !== undefined && windowEndOf(before) > each.windowStart
  })
}

/** Sentences about credits that were not used up as they were given, and about what is carried on. */
export function creditFaults({
  invoice,
  credits,
  carriedMicros,
}: InvoiceExport): readonly string[] {
  const owed = invoice.lines.filter(({ item }) => item !== 'credit')
  const due = sumOf(owed.map(({ amountMicros }) => amountMicros))
  const right = applyCredits(invoice.period, due, { credits, carriedMicros })
  const used = invoice.lines.filter(({ item }) => item === 'credit')
  return [
    ...(sortedText(used) === sortedText(right.lines)
      ? []
      : ['Its credits are not those that were given.']),
    ...(invoice.carriedMicros === right.carriedMicros
      ? []
      : [`It carries ${invoice.carriedMicros} on, and ${right.carriedMicros} is left over.`]),
  ]
}
