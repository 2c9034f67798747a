import type { Hint } from '../../core/reconcile/hint-ports.ts'
import type { TenantStore } from '../../core/tenant/tenant-ports.ts'

/** What one read of the store gives at most. */
const TENANTS_A_READ_MAX = 100

/**
 * The tenants that have not changed since they were hinted at. Each write of a tenant makes one hint, so the others are
 * spoken for by a later one: acting on all of them would make every declaration a chain of passes of its own, and a
 * tenant that has to wait would be tried again once a chain.
 */
export async function freshHints(
  tenants: Pick<TenantStore, 'getMany'>,
  hints: readonly Hint[],
): Promise<readonly string[]> {
  const newest = new Map<string, number>()
  for (const { tenantId, version } of hints)
    newest.set(tenantId, Math.max(version, newest.get(tenantId) ?? 0))
  const ids = [...newest.keys()]
  const fresh: string[] = []
  for (let from = 0; from < ids.length; from += TENANTS_A_READ_MAX) {
    const found = await tenants.getMany(ids.slice(from, from + TENANTS_A_READ_MAX))
    for (const { id, version } of found) if (newest.get(id) === version) fresh.push(id)
  }
  return fresh
}
