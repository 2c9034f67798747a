import * as z from 'zod'
import type { TenantCost } from '../../../core/invoice/account-usage.ts'
import { microsNumber } from '../../../core/kernel/money.ts'

/** Amounts in bytes, byte-seconds and partition-seconds. */
export const accountUsageSchema = z.object({
  tenantId: z.string(),
  name: z.string(),
  period: z.string(),
  amounts: z.object({
    bytes_in: z.string(),
    bytes_out: z.string(),
    storage_byte_hours: z.string(),
    partition_hours: z.string(),
  }),
  costMicros: z.int(),
})

export function accountUsageView(cost: TenantCost): z.output<typeof accountUsageSchema> {
  const { tenantId, name, period, quantities, costMicros } = cost
  return {
    tenantId,
    name,
    period,
    amounts: {
      bytes_in: `${quantities.bytes_in}`,
      bytes_out: `${quantities.bytes_out}`,
      storage_byte_hours: `${quantities.storage_byte_hours}`,
      partition_hours: `${quantities.partition_hours}`,
    },
    costMicros: microsNumber(costMicros),
  }
}
