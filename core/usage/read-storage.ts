import type { Clock } from '../kernel/clock.ts'
import { DAY_MS, HOUR_MS, SECOND_MS } from '../kernel/clock.ts'
import { planOf } from '../plan/plan.ts'
import type { Tenant } from '../tenant/tenant.ts'
import type { UsageLedger } from './usage-ports.ts'
import { predictFull } from './predict-full.ts'

export interface StorageOutlook {
  /** On average over the last whole hour; 0 before there is one. */
  readonly bytes: number
  readonly limitBytes: number
  /** When it will be full if it goes on like this; null if it will not within a year. */
  readonly fullAt: number | null
}

/** What goes by fast enough to be a trend and slowly enough not to be a morning. */
const LOOKED_BACK_MS = 7 * DAY_MS
/** More than seven days have: four meters of an hour each. */
const RECORDS_MAX = 1_000

/** How full the tenant is, and when it will be, from the hours of the ledger. An hour that misses something is left out. */
export async function readStorage(
  { usage, clock }: { readonly usage: UsageLedger; readonly clock: Clock },
  tenant: Tenant,
): Promise<StorageOutlook> {
  const now = clock.now()
  const range = {
    tenantId: tenant.id,
    resolution: 'hour' as const,
    from: now - LOOKED_BACK_MS,
    to: Math.floor(now / HOUR_MS) * HOUR_MS,
  }
  const { items } = await usage.list(range, { limit: RECORDS_MAX })
  const points = items
    .filter(({ meter, incomplete }) => meter === 'storage_byte_hours' && !incomplete)
    .map(({ windowStart, quantity }) => ({
      at: windowStart,
      bytes: Number(quantity) / (HOUR_MS / SECOND_MS),
    }))
  const limitBytes = planOf(tenant.plan).limits.storageBytes
  return {
    bytes: Math.round(points.at(-1)?.bytes ?? 0),
    limitBytes,
    fullAt: predictFull(points, limitBytes, now),
  }
}
