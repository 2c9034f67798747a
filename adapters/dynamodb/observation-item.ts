import * as z from 'zod'
import { DAY_MS } from '../../core/kernel/clock.ts'
import { ServiceError } from '../../core/kernel/service-error.ts'
import type { TenantObservation } from '../../core/usage/observation.ts'
import { expiringAt, itemOf, type RawItem, readItem } from './items.ts'
import { observationKey } from './keys.ts'
import { pack, unpack } from './packed-document.ts'

/** Long after its tenant is gone, as those of live ones are written again every month. */
const KEPT_MS = 400 * DAY_MS

const packedSchema = z.instanceof(Uint8Array)

const observationSchema = z.strictObject({
  tenantId: z.string(),
  at: z.int(),
  topicBytes: z.record(z.string(), z.number()),
  lastUsedAt: z.record(z.string(), z.int()).exactOptional(),
})

/** Packed like its tenant: the names of a thousand topics would cost 200 units a write. */
export function observationItem(observation: TenantObservation): RawItem {
  const key = observationKey(observation.tenantId)
  return itemOf(key, pack(observation), expiringAt(observation.at + KEPT_MS))
}

export function observationOf(item: RawItem): TenantObservation {
  const data = unpackObservation(readItem(packedSchema, item))
  return readItem(observationSchema, { ...item, data })
}

function unpackObservation(packed: Uint8Array): unknown {
  try {
    return unpack(packed)
  } catch (cause) {
    throw new ServiceError('internal', 'A stored observation cannot be unpacked.', { cause })
  }
}
