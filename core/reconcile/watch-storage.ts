import type { Clock } from '../kernel/clock.ts'
import type { Randomness } from '../kernel/ids.ts'
import { isServiceError } from '../kernel/service-error.ts'
import { PLANS } from '../plan/plan.ts'
import { holdForStorage } from '../tenant/hold-for-storage.ts'
import type { Tenant } from '../tenant/tenant.ts'
import type { TenantStore, UnsettledSignal } from '../tenant/tenant-ports.ts'
import type { StorageWatch } from '../usage/observation-ports.ts'

export interface WatchDeps {
  readonly tenants: Pick<TenantStore, 'getMany' | 'settle'>
  readonly signal?: UnsettledSignal
  readonly clock: Clock
  readonly randomness: Randomness
}

const TENANTS_A_READ = 100
/** With less than this, no plan has a mark to reach. */
const FIRST_MARK_BYTES = Math.min(...PLANS.map(({ limits }) => limits.storageBytes)) * 0.75

/**
 * Holds tenants that are full, and frees those that are no more. Remembers who stands at a mark, so that most tenants cost
 * no read; a process that has just begun looks at all of them once.
 */
export function createStorageWatch(deps: WatchDeps): StorageWatch {
  const marked = new Map<string, Set<string>>()
  return {
    async look(clusterId, bytesByTenant) {
      const known = marked.get(clusterId)
      const ids = [...bytesByTenant]
        .filter(([id, bytes]) => known?.has(id) !== false || (bytes ?? 0) >= FIRST_MARK_BYTES)
        .map(([id]) => id)
      const gone = [...(known ?? [])].filter((id) => !bytesByTenant.has(id))
      const standing = new Set<string>()
      for (const tenant of await readAll(deps, [...ids, ...gone])) {
        if (tenant.clusterId !== clusterId) continue
        const bytes = bytesByTenant.has(tenant.id) ? bytesByTenant.get(tenant.id) : 0
        const mark = await check(deps, tenant, bytes ?? null)
        if (mark !== undefined) standing.add(tenant.id)
      }
      marked.set(clusterId, standing)
    },
  }
}

/** Answers with the mark that is stored now; one that somebody else wrote meanwhile is looked at again next time. */
async function check(deps: WatchDeps, tenant: Tenant, bytes: number | null) {
  if (bytes === null) return tenant.storageMark
  const settlement = holdForStorage(tenant, bytes, deps.randomness, deps.clock.now())
  if (settlement === null) return tenant.storageMark
  try {
    await deps.tenants.settle(settlement)
    if (settlement.tenant.generation !== tenant.generation)
      deps.signal?.raise(tenant.id, tenant.clusterId)
    return settlement.tenant.storageMark
  } catch (error) {
    if (!isServiceError(error, 'conflict')) throw error
    return tenant.storageMark ?? settlement.tenant.storageMark
  }
}

async function readAll({ tenants }: WatchDeps, ids: readonly string[]): Promise<readonly Tenant[]> {
  const found: Tenant[] = []
  for (let from = 0; from < ids.length; from += TENANTS_A_READ)
    found.push(...(await tenants.getMany(ids.slice(from, from + TENANTS_A_READ))))
  return found
}
