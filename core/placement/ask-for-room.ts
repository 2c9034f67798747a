import type { Cluster } from '../cluster/cluster.ts'
import type { ClusterStore } from '../cluster/cluster-ports.ts'
import type { Tenant } from '../tenant/tenant.ts'
import type { LoadChange } from './cluster-use.ts'
import { countTenant } from './count-tenant.ts'
import { placeableOf } from './reserves.ts'

/**
 * The declared tenant as its cluster counts it, and the room that it asks for. New parts share what tenants are placed
 * up to; a rotation may use the rest as well. The write is refused when there is not so much left: what is declared can
 * always be settled.
 */
export async function askForRoom(
  clusters: Pick<ClusterStore, 'get'>,
  before: Tenant,
  declared: Tenant,
  mayUseReserve: boolean,
): Promise<{ readonly tenant: Tenant; readonly loadChange?: LoadChange }> {
  if (declared.clusterId === null || isSameSize(before, declared)) return { tenant: declared }
  const cluster = await clusters.get(declared.clusterId)
  if (cluster === undefined) return { tenant: declared }
  const { tenant, loadChange } = countTenant(declared, cluster.replicationFactor)
  if (loadChange === undefined) return { tenant }
  return { tenant, loadChange: { ...loadChange, within: limitOf(cluster, mayUseReserve) } }
}

function limitOf({ capacity }: Cluster, mayUseReserve: boolean) {
  return mayUseReserve ? capacity : placeableOf(capacity)
}

/** Names and holds take no room. */
function isSameSize(before: Tenant, declared: Tenant): boolean {
  return (
    before.plan === declared.plan &&
    before.topics === declared.topics &&
    before.credentials === declared.credentials
  )
}
