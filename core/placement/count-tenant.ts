import type { Tenant } from '../tenant/tenant.ts'
import { isSameUse, type LoadChange, NO_USE, takeUse } from './cluster-use.ts'
import { useOf } from './tenant-use.ts'

/**
 * The tenant with what the load of its cluster counts for it from this write on, and what the write changes about that
 * load. One that is gone counts for nothing; one that was stored before loads were counted is counted now.
 */
export function countTenant(
  tenant: Tenant,
  replicationFactor: number,
): { readonly tenant: Tenant; readonly loadChange?: LoadChange } {
  const { counted: before, ...rest } = tenant
  const { clusterId } = tenant
  if (clusterId === null) return { tenant }
  const after = tenant.deletedAt === null ? useOf(tenant, replicationFactor) : undefined
  const next: Tenant = after === undefined ? rest : { ...rest, counted: after }
  const tenants = Number(after !== undefined) - Number(before !== undefined)
  if (tenants === 0 && isSameUse(before ?? NO_USE, after ?? NO_USE)) return { tenant: next }
  const use = takeUse(after ?? NO_USE, before ?? NO_USE)
  return { tenant: next, loadChange: { clusterId, tenants, use } }
}
