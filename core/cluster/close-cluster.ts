import { OPERATOR } from '../account/account.ts'
import type { AuditEvent } from '../audit/audit-event.ts'
import type { Clock } from '../kernel/clock.ts'
import { newId, type Randomness } from '../kernel/ids.ts'
import { isServiceError } from '../kernel/service-error.ts'
import type { ClusterStore } from './cluster-ports.ts'

export interface CloseDeps {
  readonly clusters: Pick<ClusterStore, 'get' | 'save'>
  readonly clock: Clock
  readonly randomness: Randomness
}

/** Who writes the same cluster are a few functions, each every few minutes. */
const TRIES_MAX = 3

/**
 * A cluster that is ready takes no new tenants from here on, until it was prepared again; the event stands in the
 * operators' trail. Any other state stays. After three lost races it is left to the next look, which finds the same.
 */
export async function closeCluster(deps: CloseDeps, id: string, reason: string): Promise<void> {
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const known = await deps.clusters.get(id)
    if (known?.state !== 'ready') return
    const closed = { ...known, state: 'preparing', reason, version: known.version + 1 } as const
    try {
      await deps.clusters.save(closed, { auditEvent: closing(deps, id) })
      return
    } catch (error) {
      if (!isServiceError(error, 'conflict')) throw error
    }
  }
}

function closing({ clock, randomness }: CloseDeps, id: string): AuditEvent {
  return {
    id: newId('evt', randomness),
    accountId: OPERATOR.accountId,
    at: clock.now(),
    actor: 'system',
    action: 'cluster.close',
    resource: `/v1/operator/clusters/${id}`,
    outcome: 'done',
    requestId: null,
    sourceAddress: null,
  }
}
