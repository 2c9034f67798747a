import type { TenantStore } from '../tenant/tenant-ports.ts'

/**
 * Which tenants a pass looks at: those hinted at, for the quick way, or else what is due, for the sure one. A hint saves
 * asking an index that may lag; whoever runs passes must also run some without hints.
 */
export async function idsToSettle(
  tenants: TenantStore,
  clusterId: string | null,
  hinted: readonly string[],
  now: number,
  max: number,
): Promise<readonly string[]> {
  if (hinted.length > 0) return [...new Set(hinted)].slice(0, max)
  return await tenants.listDue(clusterId, now, max)
}
