import type { TenantStore } from '../../tenant/tenant-ports.ts'
import type { Tenant } from '../../tenant/tenant.ts'
import type { Resident, ResidentStore } from './drift-ports.ts'
import { isAtRest, type Scene } from './scene.ts'

const TENANTS_A_READ_MAX = 100

export interface SceneDeps {
  readonly tenants: Pick<TenantStore, 'getMany'>
  readonly residents: ResidentStore
}

/** Those that exist, however many ids there are. */
export async function readTenants(
  { tenants }: Pick<SceneDeps, 'tenants'>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Tenant>> {
  const found = new Map<string, Tenant>()
  for (let from = 0; from < ids.length; from += TENANTS_A_READ_MAX) {
    const some = await tenants.getMany(ids.slice(from, from + TENANTS_A_READ_MAX))
    for (const tenant of some) found.set(tenant.id, tenant)
  }
  return found
}

/**
 * Who lives on the cluster. Has to be read *before* the cluster is looked at: what a tenant had settled by then must be
 * seen there, while one that appears only afterwards proves nothing.
 */
export async function readResidents(deps: SceneDeps, clusterId: string, now: number) {
  const roll = await deps.residents.residents(clusterId)
  const living = roll.filter(({ goneAt }) => goneAt === null).map(({ tenantId }) => tenantId)
  const stored = await readTenants(deps, living)
  const left = living.filter((id) => hasLeft(stored.get(id)))
  await keep(
    deps,
    clusterId,
    left.map((tenantId) => ({ tenantId, goneAt: now })),
  )
  const gone = roll.filter(({ goneAt }) => goneAt !== null).map(({ tenantId }) => tenantId)
  return { roll, stored, gone: new Set([...gone, ...left]) }
}

/** Adds whoever was seen on the cluster and is not on the roll yet, to be judged from the next sweep on. */
export async function sceneOf(
  deps: SceneDeps,
  clusterId: string,
  { stored, gone }: Pick<Awaited<ReturnType<typeof readResidents>>, 'stored' | 'gone'>,
  owners: Iterable<string>,
  now: number,
): Promise<Scene> {
  const unknown = [...owners].filter((id) => !stored.has(id) && !gone.has(id))
  const arrived = [...(await readTenants(deps, unknown)).values()].filter(
    (tenant) => tenant.clusterId === clusterId,
  )
  const rows = arrived.map((tenant) => ({ tenantId: tenant.id, goneAt: tenant.deletedAt }))
  await keep(deps, clusterId, rows)
  const living = [...stored.values()].filter((tenant) => !gone.has(tenant.id))
  const resting = living.filter((tenant) => isAtRest(tenant, now))
  const left = arrived.filter(hasLeft).map(({ id }) => id)
  const judged = new Set([...resting.map(({ id }) => id), ...gone, ...left])
  const newcomers = arrived.filter((tenant) => !hasLeft(tenant))
  return {
    living: new Map([...living, ...newcomers].map((tenant) => [tenant.id, tenant])),
    resting: new Map(resting.map((tenant) => [tenant.id, tenant])),
    busy: new Set([...living, ...arrived].map(({ id }) => id).filter((id) => !judged.has(id))),
    gone: new Set([...gone, ...left]),
  }
}

function hasLeft(tenant: Tenant | undefined): boolean {
  return tenant === undefined || tenant.deletedAt !== null
}

async function keep(deps: SceneDeps, clusterId: string, residents: readonly Resident[]) {
  if (residents.length > 0) await deps.residents.putResidents(clusterId, residents)
}
