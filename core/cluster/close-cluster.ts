import { OPERATOR } from '../account/account.ts'
import type { Clock } from '../kernel/clock.ts'
import { newId, type Randomness } from '../kernel/ids.ts'
import { isServiceError } from '../kernel/service-error.ts'
import type { ClusterStore } from './cluster-ports.ts'

export interface CloseDeps {
  readonly clusters: Pick<ClusterStore, 'get' | 'save'>
  readonly clock: Clock
  readonly randomness: Randomness
}

/**
 * A cluster that is ready takes no new tenants from here on, until it was prepared again; the event stands in the
 * operator's trail. Any other state stays. Somebody else's write goes first: whoever found the reason finds it again.
 */
export async function closeCluster(
  { clusters, clock, randomness }: CloseDeps,
  id: string,
  reason: string,
): Promise<void> {
  const known = await clusters.get(id)
  if (known?.state !== 'ready') return
  const auditEvent = {
    id: newId('evt', randomness),
    accountId: OPERATOR.accountId,
    at: clock.now(),
    actor: 'system',
    action: 'cluster.close',
    resource: `/v1/operator/clusters/${id}`,
    outcome: 'done',
    requestId: null,
    sourceAddress: null,
  } as const
  const closed = { ...known, state: 'preparing', reason, version: known.version + 1 } as const
  try {
    await clusters.save(closed, { auditEvent })
  } catch (error) {
    if (!isServiceError(error, 'conflict')) throw error
  }
}
