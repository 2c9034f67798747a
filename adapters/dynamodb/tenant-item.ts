import * as z from 'zod'
import { DAY_MS } from '../../core/kernel/clock.ts'
import { ServiceError } from '../../core/kernel/service-error.ts'
import type { Tenant } from '../../core/tenant/tenant.ts'
import { expiringAt, itemOf, type RawItem, readItem } from './items.ts'
import { tenantKey } from './keys.ts'
import { pack, unpack } from './packed-document.ts'
import { DUE_INDEX, WAITING_CELL } from './table-schema.ts'
import { tenantSchema } from './tenant-document.ts'

/** A purged tenant is still shown as `deleted` for a day, then it is as if it had never been. */
const DELETED_SHOWN_MS = DAY_MS

const packedSchema = z.instanceof(Uint8Array)

/**
 * A tenant is one item, its document packed: every KB of an item costs a unit to write, and an item may have 400 KB,
 * which a thousand topics with long names would pass as plain attributes. What the table itself must know (version,
 * index, expiry) stands beside it.
 */
export function tenantItem(tenant: Tenant): RawItem {
  return itemOf(tenantKey(tenant.id), pack(tenant), {
    version: tenant.version,
    ...dueAttributes(tenant),
    ...(tenant.deletedAt === null ? {} : expiringAt(tenant.deletedAt + DELETED_SHOWN_MS)),
  })
}

export function tenantOf(item: RawItem): Tenant {
  const data = unpackTenant(readItem(packedSchema, item))
  return readItem(tenantSchema, { ...item, data })
}

/** The cell of the index of the unsettled that a tenant on that cluster belongs to. */
export function cellOf(clusterId: string | null): string {
  return clusterId ?? WAITING_CELL
}

function dueAttributes(tenant: Tenant): Readonly<RawItem> {
  if (tenant.dueAt === null) return {}
  return {
    [DUE_INDEX.partitionKey]: cellOf(tenant.clusterId),
    [DUE_INDEX.sortKey]: tenant.dueAt,
  }
}

function unpackTenant(packed: Uint8Array): unknown {
  try {
    return unpack(packed)
  } catch (cause) {
    throw new ServiceError('internal', 'A stored TENANT cannot be unpacked.', { cause })
  }
}
