import type { ClusterStore } from '../../cluster/cluster-ports.ts'
import type { Page, PageRequest } from '../../kernel/page.ts'
import type { Tenant } from '../../tenant/tenant.ts'
import type { TenantStore } from '../../tenant/tenant-ports.ts'
import type { ResidentStore } from './drift-ports.ts'

export interface ResidentDeps {
  readonly clusters: Pick<ClusterStore, 'list'>
  readonly residents: Pick<ResidentStore, 'residents'>
  readonly tenants: Pick<TenantStore, 'getMany'>
}

/** Each is one read; a client that gets a short page goes on from its cursor. */
const CLUSTERS_A_PAGE = 20
/** Comes after every id of a tenant. */
const LAST = '~'

/**
 * Tenants by cluster and id, all or those of one cluster. By the roll that sweeps keep: whoever was placed since the last
 * sweep is not on it yet. A page may be short though others follow.
 */
export async function listResidents(
  deps: ResidentDeps,
  clusterId: string | undefined,
  { limit, after = '' }: PageRequest,
): Promise<Page<Tenant>> {
  const clusters = (await deps.clusters.list()).map(({ id }) => id).toSorted()
  const wanted = clusters.filter((id) => clusterId === undefined || id === clusterId)
  const left = wanted.filter((id) => placeOf(id, LAST) > after)
  const places: string[] = []
  for (const id of left.slice(0, CLUSTERS_A_PAGE)) {
    places.push(...(await placesOn(deps, id)).filter((place) => place > after))
    if (places.length > limit) break
  }
  const page = places.slice(0, limit)
  const next = nextOf(places, limit) ?? beyond(left)
  const found = await deps.tenants.getMany(page.map((place) => place.split('#')[1] ?? ''))
  const items = found.filter(({ deletedAt }) => deletedAt === null).toSorted(inOrder)
  return next === undefined ? { items } : { items, next }
}

async function placesOn({ residents }: ResidentDeps, clusterId: string): Promise<string[]> {
  const roll = await residents.residents(clusterId)
  return roll
    .filter(({ goneAt }) => goneAt === null)
    .map(({ tenantId }) => placeOf(clusterId, tenantId))
    .toSorted()
}

function placeOf(clusterId: string | null, tenantId: string): string {
  return `${clusterId}#${tenantId}`
}

function nextOf(places: readonly string[], limit: number): string | undefined {
  return places.length > limit ? places[limit - 1] : undefined
}

/** Where the clusters begin that this page did not get to. */
function beyond(left: readonly string[]): string | undefined {
  const last = left.length > CLUSTERS_A_PAGE ? left[CLUSTERS_A_PAGE - 1] : undefined
  return last === undefined ? undefined : placeOf(last, LAST)
}

function inOrder(one: Tenant, other: Tenant): number {
  return placeOf(one.clusterId, one.id) < placeOf(other.clusterId, other.id) ? -1 : 1
}
