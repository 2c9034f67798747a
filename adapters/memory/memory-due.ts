import type { Tenant } from '../../core/tenant/tenant.ts'
import type { MemoryDatabase } from './memory-database.ts'

/** Stores the tenant, and in which cell it is due. */
export function keepTenant({ tenants, due }: MemoryDatabase, tenant: Tenant): void {
  const before = tenants.get(tenant.id)
  if (before !== undefined) due.get(cellOf(before))?.delete(before.id)
  tenants.set(tenant.id, tenant)
  if (tenant.dueAt === null) return
  const cell = due.get(cellOf(tenant)) ?? new Map<string, number>()
  cell.set(tenant.id, tenant.dueAt)
  due.set(cellOf(tenant), cell)
}

/** Most overdue first. */
export function dueOn({ due }: MemoryDatabase, clusterId: string | null) {
  const cell = [...(due.get(clusterId ?? '') ?? [])]
  return cell.map(([id, at]) => ({ id, at })).toSorted((a, b) => a.at - b.at)
}

function cellOf({ clusterId }: Tenant): string {
  return clusterId ?? ''
}
