import * as z from 'zod'
import { wholeText } from '../../core/invoice/invoice-document.ts'
import type { CellTotals } from '../../core/usage/cell-totals.ts'
import { itemOf, type RawItem, readItem } from './items.ts'
import { totalsKey } from './meter-keys.ts'

const totalsSchema = z.strictObject({
  clusterId: z.string(),
  version: z.int(),
  since: z.int(),
  brokers: z.array(
    z.strictObject({
      brokerId: z.string(),
      startedAt: z.int().nullable(),
      at: z.int(),
      in: z.int(),
      out: z.int(),
    }),
  ),
  months: z.array(z.strictObject({ month: z.string(), in: wholeText, out: wholeText })),
})

/** Sums of months are text: they may be larger than a number says exactly. */
export function totalsItem(totals: CellTotals): RawItem {
  const months = totals.months.map((each) => ({ ...each, in: `${each.in}`, out: `${each.out}` }))
  const { clusterId, version } = totals
  return itemOf(totalsKey(clusterId), { ...totals, months }, { version })
}

export function totalsOf(item: RawItem): CellTotals {
  return readItem(totalsSchema, item)
}
