import type { Actor, Origin } from '../account/account.ts'
import type { TokenSigner } from '../account/account-ports.ts'
import { CLUSTER_FIELDS } from './told-fields.ts'
import { type Change, changeOf } from '../audit/change.ts'
import { newEvent } from '../audit/new-event.ts'
import type { SecretStore } from '../credential/credential-ports.ts'
import { type Clock, DAY_MS } from '../kernel/clock.ts'
import type { Randomness } from '../kernel/ids.ts'
import { isServiceError, notFound, ServiceError } from '../kernel/service-error.ts'
import type { TenantStore } from '../tenant/tenant-ports.ts'
import type { Cluster } from './cluster.ts'
import type { ClusterMarks, ClusterStore } from './cluster-ports.ts'

export interface ClusterDeps {
  readonly clusters: ClusterStore
  readonly tenants: Pick<TenantStore, 'findAnswer' | 'loads'>
  readonly secrets: SecretStore
  readonly tokens: Pick<TokenSigner, 'sign'>
  readonly clock: Clock
  readonly randomness: Randomness
}

export interface ClusterRequest extends Origin {
  readonly actor: Actor
  readonly idempotency?: { readonly key: string; readonly requestHash: string }
  /** The generation that the caller saw (from an ETag); another one is `precondition_failed`. */
  readonly ifGeneration?: number
  /** The answer as JSON, kept for repeats; null once the cluster is gone. Must not hold a secret. */
  readonly present: (cluster: Cluster | null) => unknown
}

type Write = (marks: ClusterMarks) => Promise<void>

/** What was decided: how it is written, and what is left of the cluster then. */
export interface ClusterIntent {
  readonly cluster: Cluster | null
  readonly write: Write
}

/** A repeat is recognised for a day. */
const ANSWER_KEPT_MS = DAY_MS
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
    const replay = await findReplay(deps, request)
    if (replay !== undefined) return replay.answer
    const known = await deps.clusters.get(id)
    refuseStale(known, request.ifGeneration)
    const { cluster, write } = await decide(known)
    const answer = request.present(cluster)
    try {
      const change = changeOf(CLUSTER_FIELDS, known, cluster ?? undefined)
      await write(marksOf(deps, request, { id, action, answer, change }))
      return answer
    } catch (error) {
      const isLostRace = isServiceError(error, 'conflict') && error.problems.length === 0
      if (!isLostRace || tries >= CONFLICT_TRIES) throw error
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
  const { actor, idempotency } = request
  const auditEvent = newEvent(deps, request, {
    accountId: actor.accountId,
    actor: actor.id,
    action,
    resource: `/v1/operator/clusters/${id}`,
    outcome: 'accepted',
    ...change,
  })
  if (idempotency === undefined) return { auditEvent }
  const { key } = idempotency
  const requestHash = sealedHash(deps, idempotency.requestHash)
  const expiresAt = auditEvent.at + ANSWER_KEPT_MS
  const { accountId } = actor
  return { auditEvent, idempotency: { accountId, key, requestHash, answer, expiresAt } }
}

async function findReplay(deps: ClusterDeps, { actor, idempotency }: ClusterRequest) {
  if (idempotency === undefined) return undefined
  const record = await deps.tenants.findAnswer(actor.accountId, idempotency.key)
  if (record === undefined) return undefined
  if (record.requestHash === sealedHash(deps, idempotency.requestHash)) return record
  throw new ServiceError(
    'idempotency_mismatch',
    'This Idempotency-Key was used for another request in the last 24 hours; use a new key.',
  )
}

/** The request may hold a password that a person chose: whoever reads the store must not be able to try guesses. */
function sealedHash({ tokens }: ClusterDeps, requestHash: string): string {
  return tokens.sign(`cluster request ${requestHash}`)
}

function refuseStale(known: Cluster | undefined, ifGeneration: number | undefined): void {
  if (ifGeneration === undefined || ifGeneration === known?.generation) return
  throw new ServiceError(
    'precondition_failed',
    'The cluster was changed since you read it; read it again and repeat the change.',
  )
}
