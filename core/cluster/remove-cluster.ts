import { ServiceError } from '../kernel/service-error.ts'
import { type ClusterDeps, type ClusterRequest, declareCluster, nextOf } from './declare-cluster.ts'
import { secretNamesOf } from './keep-admin.ts'

/**
 * Forgets a registered cluster that holds no tenants, and its administrator's password. `conflict` while somebody is on
 * it. Nothing is changed on the cluster itself: its canary, a user without permissions, stays there.
 */
export async function removeCluster(
  deps: ClusterDeps,
  request: ClusterRequest,
  id: string,
): Promise<unknown> {
  return await declareCluster(deps, request, { id, action: 'cluster.remove' }, async (known) => {
    const { admin } = nextOf(known)
    if (admin === null)
      throw refused('The installation runs this cluster itself; it cannot be removed.')
    const [load] = await deps.tenants.loads([id])
    if (load !== undefined && load.tenants > 0)
      throw refused(`The cluster still holds ${load.tenants} tenants; drain it first.`)
    return {
      cluster: null,
      write: async (marks) => {
        if (known !== undefined) await deps.clusters.remove(known, marks)
        await deps.secrets.remove(secretNamesOf(admin))
      },
    }
  })
}

/** Names a problem, so that it is not taken for a race. */
function refused(detail: string): ServiceError {
  return new ServiceError('conflict', detail, { problems: [{ pointer: '', detail }] })
}
