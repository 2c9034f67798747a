import * as z from 'zod'
import { DAY_MS } from '../../core/kernel/clock.ts'
import type { TenantUsage, UsageEntry, WindowUsage } from '../../core/usage/usage-entry.ts'
import { METERS } from '../../core/usage/usage-record.ts'
import { expiringAt, itemOf, type RawItem, readItem } from './items.ts'
import { entryKey, windowKey } from './meter-keys.ts'
import { pack } from './packed-document.ts'
import { unpackedItem } from './unpacked-item.ts'

const MINUTES_KEPT_MS = 90 * DAY_MS
const HOURS_KEPT_MS = 400 * DAY_MS

// The quantities stand in the order of `METERS`; text, as they may be larger than a number can say exactly.
const usageRow = z.tuple([
  z.string(),
  z.array(z.string()).length(METERS.length),
  z.array(z.enum(METERS)),
])
const entrySchema = z.strictObject({
  clusterId: z.string(),
  low: z.string(),
  version: z.int(),
  windowStart: z.int(),
  tenants: z.array(usageRow),
})
const windowSchema = z.strictObject({
  resolution: z.enum(['hour', 'day']),
  windowStart: z.int(),
  usage: usageRow,
})

export function entryItem(entry: UsageEntry): RawItem {
  const data = pack({ ...entry, tenants: entry.tenants.map(rowOf) })
  return itemOf(entryKey(entry), data, expiringAt(entry.windowStart + MINUTES_KEPT_MS))
}

export function entryOf(item: RawItem): UsageEntry {
  const { tenants, ...entry } = readItem(entrySchema, unpackedItem(item))
  return { ...entry, tenants: tenants.map(usageOf) }
}

/** Days are kept for good: invoices rest on them. */
export function windowItem(window: WindowUsage): RawItem {
  const { resolution, windowStart } = window
  const data = { resolution, windowStart, usage: rowOf(window) }
  const expiry = resolution === 'hour' ? expiringAt(windowStart + HOURS_KEPT_MS) : {}
  return itemOf(windowKey(window), data, expiry)
}

export function windowOf(item: RawItem): WindowUsage {
  const { usage, ...window } = readItem(windowSchema, item)
  return { ...usageOf(usage), ...window }
}

function rowOf({ tenantId, quantities, incomplete }: TenantUsage): z.infer<typeof usageRow> {
  return [tenantId, METERS.map((meter) => String(quantities[meter])), [...incomplete]]
}

function usageOf([tenantId, texts, incomplete]: z.infer<typeof usageRow>): TenantUsage {
  const [bytesIn = '0', bytesOut = '0', storage = '0', partitions = '0'] = texts
  return {
    tenantId,
    quantities: {
      bytes_in: BigInt(bytesIn),
      bytes_out: BigInt(bytesOut),
      storage_byte_hours: BigInt(storage),
      partition_hours: BigInt(partitions),
    },
    incomplete,
  }
}
