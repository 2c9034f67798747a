import type { Actor, Origin } from '../account/account.ts'
import { CLUSTER_FIELDS } from './told-fields.ts'
import { type Change, changeOf } from '../audit/change.ts'
import { newEvent } from '../audit/new-event.ts'
import type { SecretStore } from '../credential/credential-ports.ts'
import type { Clock } from '../kernel/clock.ts'
import type { Randomness } from '../kernel/ids.ts'
import { type ExpectedStates, refuseUnexpected } from '../kernel/refuse-unexpected.ts'
import { notFound } from '../kernel/service-error.ts'
import { isLostRace } from '../repeat/repeat.ts'
import type { TenantStore } from '../tenant/tenant-ports.ts'
import type { Cluster } from './cluster.ts'
import type { ClusterMarks, ClusterStore } from './cluster-ports.ts'

export interface ClusterDeps {
  readonly clusters: ClusterStore
  readonly tenants: Pick<TenantStore, 'loads'>
  readonly secrets: SecretStore
  readonly clock: Clock
  readonly randomness: Randomness
}

export interface ClusterRequest extends Origin {
  readonly actor: Actor
  /** Generations of the cluster, one of which the caller saw; another one is `precondition_failed`. */
  readonly expected?: ExpectedStates
  /** The answer as JSON, kept for repeats; null once the cluster is gone. Must not hold a secret. */
  readonly present: (cluster: Cluster | null) => unknown
}

type Write = (marks: ClusterMarks) => Promise<void>

/** What was decided: how it is written, and what is left of the cluster then. */
export interface ClusterIntent {
  readonly cluster: Cluster | null
  readonly write: Write
}

const CONFLICT_TRIES = 5

/**
 * Writes what an operator declares of a cluster, with the audit event and the answer to repeats in one transaction. A lost
 * race is run again on what is stored then, five times. Never speaks to the cluster: settling does.
 */
export async function declareCluster(
  deps: ClusterDeps,
  request: ClusterRequest,
  { id, action }: { readonly id: string; readonly action: string },
  decide: (known: Cluster | undefined) => Promise<ClusterIntent>,
): Promise<unknown> {
  for (let tries = 1; ; tries += 1) {
    const known = await deps.clusters.get(id)
    refuseUnexpected('cluster', known?.generation, request.expected)
    const { cluster, write } = await decide(known)
    const answer = request.present(cluster)
    try {
      const change = changeOf(CLUSTER_FIELDS, known, cluster ?? undefined)
      await write(marksOf(deps, request, { id, action, answer, change }))
      return answer
    } catch (error) {
      if (!isLostRace(error) || tries >= CONFLICT_TRIES) throw error
    }
  }
}

/** The cluster with its next version and generation, or `not_found`. */
export function nextOf(known: Cluster | undefined): Cluster {
  if (known === undefined) throw notFound('cluster')
  return { ...known, version: known.version + 1, generation: known.generation + 1 }
}

function marksOf(
  deps: ClusterDeps,
  request: ClusterRequest,
  {
    id,
    action,
    answer,
    change,
  }: {
    readonly id: string
    readonly action: string
    readonly answer: unknown
    readonly change: Change
  },
): ClusterMarks {
  const { actor, repeat } = request
  const auditEvent = newEvent(deps, request, {
    accountId: actor.accountId,
    actor: actor.id,
    action,
    resource: `/v1/operator/clusters/${id}`,
    outcome: 'accepted',
    ...change,
  })
  if (repeat === undefined) return { auditEvent }
  return { auditEvent: { ...auditEvent, repeat: { ...repeat, answer } } }
}
