import * as z from 'zod'
import type { UnitPrice } from '../kernel/money.ts'
import { ServiceError } from '../kernel/service-error.ts'
import type { Meter } from '../usage/usage-record.ts'
import { PLAN_IDS, type PlanId } from './plan.ts'
import { PRICE_BOOK_DATA } from './price-book-data.ts'

/** A price for what lies above the tier before, up to `upTo` of the month's quantity beyond what is included. */
export interface Tier {
  readonly upTo: bigint | null
  readonly price: UnitPrice
}

/** A meter that is billed; one that a plan does not name is not. Amounts are for a whole month. */
export interface MeterTariff {
  readonly included: bigint
  readonly tiers: readonly Tier[]
}

export interface Tariff {
  readonly flatMonthlyMicros: bigint
  readonly meters: { readonly [meter in Meter]?: MeterTariff }
}

/** All prices from the beginning of a month (`YYYY-MM`) until a later version's. Never edited once published. */
export interface PriceBookVersion {
  readonly id: string
  readonly effectiveFrom: string
  readonly currency: 'USD'
  readonly plans: Readonly<Record<PlanId, Tariff>>
}

const amount = z.bigint().nonnegative()
const month = z.string().regex(/^[0-9]{4}-(?:0[1-9]|1[0-2])$/)

const tierSchema: z.ZodType<Tier> = z.strictObject({
  upTo: z.bigint().positive().nullable(),
  price: z.strictObject({ micros: amount, per: z.bigint().positive() }),
})

const meterSchema: z.ZodType<MeterTariff> = z.strictObject({
  included: amount,
  tiers: z
    .array(tierSchema)
    .min(1)
    .refine(ascend, { error: 'Tiers ascend, and the last one alone has no end.' }),
})

const metersSchema = z.strictObject({
  bytes_in: meterSchema.exactOptional(),
  bytes_out: meterSchema.exactOptional(),
  storage_byte_hours: meterSchema.exactOptional(),
  partition_hours: meterSchema.exactOptional(),
} satisfies Record<Meter, unknown>)

const priceBookVersionSchema: z.ZodType<PriceBookVersion> = z.strictObject({
  id: z.string().min(1),
  effectiveFrom: month,
  currency: z.literal('USD'),
  plans: z.record(
    z.enum(PLAN_IDS),
    z.strictObject({ flatMonthlyMicros: amount, meters: metersSchema }),
  ),
})

const priceBookSchema = z
  .array(priceBookVersionSchema)
  .min(1)
  .refine((all) => all.every((each, n) => n === 0 || before(all[n - 1], each)), {
    error: 'Versions follow each other by their month, and have different names.',
  })

/** Reads a price book; throws when it contradicts itself. */
export function readPriceBook(data: unknown): readonly PriceBookVersion[] {
  return priceBookSchema.parse(data)
}

let published: readonly PriceBookVersion[] | undefined

/** Ours. Read when it is first needed: most requests need no prices, and all of it is checked. */
export function priceBook(): readonly PriceBookVersion[] {
  published ??= readPriceBook(PRICE_BOOK_DATA)
  return published
}

/** The version that a month is billed by. The first one also stands for all that was before it. */
export function versionFor(
  period: string,
  book: readonly PriceBookVersion[] = priceBook(),
): PriceBookVersion {
  const found = book.findLast((each) => each.effectiveFrom <= period) ?? book[0]
  if (found === undefined) throw new ServiceError('internal', 'The price book is empty.')
  return found
}

function ascend(tiers: readonly Tier[]): boolean {
  return tiers.every(({ upTo }, n) => {
    if (n === tiers.length - 1) return upTo === null
    const below = tiers[n - 1]?.upTo ?? 0n
    return upTo !== null && upTo > below
  })
}

function before(earlier: PriceBookVersion | undefined, later: PriceBookVersion): boolean {
  return (
    earlier !== undefined && earlier.effectiveFrom < later.effectiveFrom && earlier.id !== later.id
  )
}
