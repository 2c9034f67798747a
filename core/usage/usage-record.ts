/** What is measured, in its base unit: bytes, byte-seconds or partition-seconds. Hours are made of seconds on the invoice. */
export const METERS = ['bytes_in', 'bytes_out', 'storage_byte_hours', 'partition_hours'] as const

export type Meter = (typeof METERS)[number]

/** How long a window is: a UTC minute, hour or day. */
export type Resolution = 'minute' | 'hour' | 'day'

/**
 * What a tenant used of one meter in one UTC window. Append-only: a correction is a record of its own. `quantity` is an
 * integer in the meter's base unit; `storage_byte_hours` counts byte-seconds and `partition_hours` partition-seconds.
 */
export interface UsageRecord {
  readonly tenantId: string
  readonly meter: Meter
  readonly resolution: Resolution
  /** Beginning of the half-open window, milliseconds since 1970 UTC. */
  readonly windowStart: number
  readonly quantity: bigint
  /**
   * Something was not measured when it happened: a broker or a size could not be read, or a broker restarted. Bytes may
   * stand in a later window than they were moved in, and those of one interval may be missing; none is counted twice.
   */
  readonly incomplete: boolean
}
