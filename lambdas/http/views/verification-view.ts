import * as z from 'zod'
import { isExact, type Verification } from '../../../core/invoice/verify-invoice.ts'
import { microsNumber } from '../../../core/kernel/money.ts'

export const verificationSchema = z.object({
  exact: z.boolean(),
  differenceMicros: z.int(),
  items: z.array(
    z.object({
      period: z.string(),
      tenantId: z.string().nullable(),
      item: z.string(),
      invoicedMicros: z.int(),
      recomputedMicros: z.int(),
    }),
  ),
  faults: z.array(z.string()),
})

export function verificationView(found: Verification): z.output<typeof verificationSchema> {
  return {
    exact: isExact(found),
    differenceMicros: microsNumber(found.differenceMicros),
    items: found.comparisons.map(({ key, invoicedMicros, recomputedMicros }) => {
      const [period = '', tenantId = '', item = ''] = key.split('/')
      return {
        period,
        tenantId: tenantId === '' ? null : tenantId,
        item,
        invoicedMicros: microsNumber(invoicedMicros),
        recomputedMicros: microsNumber(recomputedMicros),
      }
    }),
    faults: [...found.faults],
  }
}
