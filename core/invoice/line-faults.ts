import { amountOf } from '../kernel/money.ts'
import { sortedText } from '../kernel/sorted-text.ts'
import type { PriceBookVersion, Tariff } from '../plan/price-book.ts'
import { METERS } from '../usage/usage-record.ts'
import { adjustment, totalsByKey } from './adjustments.ts'
import { type Invoice, type InvoiceLine, keyOf } from './invoice.ts'
import { METER_UNITS } from './meter-units.ts'
import { type Period, secondsOf } from './period.ts'

/** A month that an invoice has lines about, and what its records come to. Account-wide credits are no part of it. */
export interface ComputedMonth {
  readonly period: Period
  readonly prices: PriceBookVersion
  /** Of the invoice. */
  readonly lines: readonly InvoiceLine[]
  /** Of others. */
  readonly elsewhere: readonly InvoiceLine[]
  readonly charges: readonly InvoiceLine[]
}

/** Sentences about lines that are not what they should be, each by its number or by what it is for. */
export function lineFaults(
  { lines, period }: Pick<Invoice, 'lines' | 'period'>,
  months: readonly ComputedMonth[],
): readonly string[] {
  const byLine = lines.flatMap((line, n) => {
    const what = arithmeticFault(line) ?? sourceFault(line, period, months)
    return what === undefined ? [] : [`Line ${n + 1} ${what}`]
  })
  return [...byLine, ...months.flatMap((month) => monthFaults(month, period))]
}

function arithmeticFault(line: InvoiceLine): string | undefined {
  const { quantity, price, amountMicros, kind } = line
  // Minus zero is zero for whole numbers, so a credit is the same sum with its sign.
  const amount =
    price.micros < 0n
      ? -amountOf(quantity, { ...price, micros: -price.micros })
      : amountOf(quantity, price)
  if (amountMicros !== amount) return `says ${amountMicros} and comes to ${amount}.`
  return amount < 0n && kind !== 'credit' ? 'is negative and no credit.' : undefined
}

/** What is for the whole account is judged with all credits. */
function sourceFault(line: InvoiceLine, invoiced: Period, months: readonly ComputedMonth[]) {
  if (line.item === 'credit') return undefined
  const month = months.find(({ period }) => period === line.period)
  if (month === undefined) return `is about ${line.period}, of which there are no records here.`
  return line.period === invoiced ? undefined : adjustmentFault(line, month)
}

function monthFaults(month: ComputedMonth, invoiced: Period): readonly string[] {
  const { period, elsewhere } = month
  const isOwn = period === invoiced
  const wrong = elsewhere.filter(
    (line) =>
      (arithmeticFault(line) ?? (isOwn ? adjustmentFault(line, month) : undefined)) !== undefined,
  )
  return [
    ...(isOwn ? chargeFaults(month) : []),
    ...wrong.map((line) => `A line of another invoice about ${keyOf(line)} contradicts itself.`),
  ]
}

/**
 * What is charged for is told in the very lines that the records come to. Where data came in since, they come to more or
 * less: then lines that the price book knows are right, and the difference is told as such.
 */
function chargeFaults({ lines, charges, prices }: ComputedMonth): readonly string[] {
  const [said, due] = [lines, charges].map((all) => Map.groupBy(all, keyOf))
  const [saidMicros, dueMicros] = [lines, charges].map(totalsByKey)
  return [...new Set([...lines, ...charges].map(keyOf))].flatMap((key) => {
    const own = said?.get(key) ?? []
    if (sortedText(own) === sortedText(due?.get(key) ?? [])) return []
    const isOther = (saidMicros?.get(key) ?? 0n) !== (dueMicros?.get(key) ?? 0n)
    return isOther && own.every((line) => isOfKind(line, charges, prices))
      ? []
      : [`The lines about ${key} are not those that the records come to.`]
  })
}

function adjustmentFault(line: InvoiceLine, month: ComputedMonth): string | undefined {
  const about = [...month.elsewhere, ...month.charges].findLast(
    (other) => keyOf(other) === keyOf(line),
  )
  const isRight =
    about !== undefined &&
    sortedText(adjustment(about, line.amountMicros)) === sortedText(line) &&
    line.amountMicros !== 0n
  return isRight ? undefined : 'adjusts what the records do not have.'
}

/** Like one that the records come to but for the amount; else, priced by the book. */
function isOfKind(line: InvoiceLine, charges: readonly InvoiceLine[], prices: PriceBookVersion) {
  const amounts = { quantity: 0n, amountMicros: 0n }
  const kindOf = (each: InvoiceLine) => sortedText({ ...each, ...amounts })
  const alike = charges.filter(
    (each) => keyOf(each) === keyOf(line) && sortedText(each.price) === sortedText(line.price),
  )
  return alike.length === 0
    ? isOfBook(line, prices)
    : alike.some((each) => kindOf(each) === kindOf(line))
}

function isOfBook(line: InvoiceLine, { plans }: PriceBookVersion): boolean {
  const tariffs = Object.values(plans)
  const known = line.kind === 'plan' ? flatPrices(line, plans) : meterPrices(line, tariffs)
  const { price, baseUnit, unit } = line
  return known.some((each) => sortedText(each) === sortedText({ price, baseUnit, unit }))
}

type Priced = Pick<InvoiceLine, 'price' | 'baseUnit' | 'unit'>

function flatPrices({ item, period }: InvoiceLine, plans: PriceBookVersion['plans']): Priced[] {
  return Object.entries(plans).flatMap(([plan, { flatMonthlyMicros }]): Priced[] =>
    plan === item
      ? [
          {
            price: { micros: flatMonthlyMicros, per: secondsOf(period) },
            baseUnit: 'second',
            unit: 'month',
          },
        ]
      : [],
  )
}

function meterPrices({ item }: InvoiceLine, tariffs: readonly Tariff[]): Priced[] {
  const meter = METERS.find((each) => each === item)
  if (meter === undefined) return []
  const { per, baseUnit, unit } = METER_UNITS[meter]
  const tiers = tariffs.flatMap(({ meters }) => meters[meter]?.tiers ?? [])
  const prices = [{ micros: 0n, per }, ...tiers.map(({ price }) => price)]
  return prices.map((price) => ({ price, baseUnit, unit }))
}
