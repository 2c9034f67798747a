import { DAY_MS, HOUR_MS, MINUTE_MS } from '../kernel/clock.ts'
import type { Meter, Resolution, UsageRecord } from './usage-record.ts'
import { METERS } from './usage-record.ts'

/** What one pass of the meter proved for one tenant. */
export interface TenantUsage {
  readonly tenantId: string
  readonly quantities: Readonly<Record<Meter, bigint>>
  readonly incomplete: readonly Meter[]
}

/** What one pass proved for the tenants of one chunk: written with the readings that prove it, and never changed. */
export interface UsageEntry {
  readonly clusterId: string
  readonly low: string
  /** The chunk's version that it was written with. */
  readonly version: number
  /** The UTC minute of the later reading. */
  readonly windowStart: number
  readonly tenants: readonly TenantUsage[]
}

/** What a tenant used in one hour or day. */
export interface WindowUsage extends TenantUsage {
  readonly resolution: 'hour' | 'day'
  readonly windowStart: number
}

const LENGTH_MS = { minute: MINUTE_MS, hour: HOUR_MS, day: DAY_MS } as const

/** Half-open windows of UTC, which knows no summer time; leap seconds do not exist in it (POSIX time). */
export function windowStartOf(resolution: Resolution, at: number): number {
  const length = LENGTH_MS[resolution]
  return Math.floor(at / length) * length
}

export function noUsage(tenantId: string): TenantUsage {
  return {
    tenantId,
    quantities: { bytes_in: 0n, bytes_out: 0n, storage_byte_hours: 0n, partition_hours: 0n },
    incomplete: [],
  }
}

/** Order does not matter. */
export function addUsage(a: TenantUsage, b: TenantUsage): TenantUsage {
  const sum = (meter: Meter) => a.quantities[meter] + b.quantities[meter]
  return {
    tenantId: a.tenantId,
    quantities: {
      bytes_in: sum('bytes_in'),
      bytes_out: sum('bytes_out'),
      storage_byte_hours: sum('storage_byte_hours'),
      partition_hours: sum('partition_hours'),
    },
    incomplete: METERS.filter((each) => a.incomplete.includes(each) || b.incomplete.includes(each)),
  }
}

export function saysSomething({ quantities, incomplete }: TenantUsage): boolean {
  return incomplete.length > 0 || METERS.some((meter) => quantities[meter] !== 0n)
}

/** A record for each meter that counted or missed something. */
export function recordsOf(
  usage: TenantUsage,
  resolution: Resolution,
  windowStart: number,
): readonly UsageRecord[] {
  return METERS.flatMap((meter) => {
    const quantity = usage.quantities[meter]
    const incomplete = usage.incomplete.includes(meter)
    if (quantity === 0n && !incomplete) return []
    return [{ tenantId: usage.tenantId, meter, resolution, windowStart, quantity, incomplete }]
  })
}
