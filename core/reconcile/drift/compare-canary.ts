import type { Cluster } from '../../cluster/cluster.ts'
import type { ClusterGate } from '../../cluster/prepare-ports.ts'
import { canaryNameOf, NOT_REFUSED } from '../../cluster/try-canary.ts'
import type { SecretStore } from '../../credential/credential-ports.ts'
import { isServiceError } from '../../kernel/service-error.ts'
import type { Difference } from './difference.ts'
import { findingId } from './finding.ts'
import type { Known } from './write-findings.ts'

export interface CanaryDeps {
  /** The gate of a cluster, by its id. Throws `unavailable` for a cluster that cannot be reached now. */
  readonly gates: { of(clusterId: string): Promise<Pick<ClusterGate, 'refuses'>> }
  /** Of the canaries; nothing else is asked for. */
  readonly canaries: Pick<SecretStore, 'get'>
}

/** What the canary tells. `unknown`: it could not be asked, so what was found before still holds. */
export type CanaryVerdict = readonly Difference[] | 'unknown'

const KINDS = ['canary_missing', 'open_cell'] as const

/** Ids of all findings that a canary can lead to. */
export function canaryFindings(clusterId: string): readonly string[] {
  return KINDS.map((kind) => findingId(clusterId, kind, clusterId))
}

/**
 * Whether the cluster still refuses who has no permissions: one log-in at each broker, and one request that it has to
 * refuse. A cluster that never had a canary is one of this program's own brokers. While one is being prepared that is
 * looked at there; a finding is followed up here all the same.
 */
export async function compareCanary(
  deps: CanaryDeps,
  cluster: Cluster | undefined,
  users: readonly string[],
  known: Known,
): Promise<CanaryVerdict> {
  if (cluster === undefined) return []
  const { id, state } = cluster
  if (state === 'preparing' && !isFollowedUp(id, known)) return []
  try {
    const canary = await deps.canaries.get(canaryNameOf(id))
    if (canary === undefined) return []
    if (!users.includes(canary.username)) return [missing(id)]
    const gate = await deps.gates.of(id)
    return (await gate.refuses(canary)) ? [] : [open(id)]
  } catch (error) {
    if (isServiceError(error, 'unavailable')) return 'unknown'
    throw error
  }
}

function isFollowedUp(clusterId: string, known: Known): boolean {
  const states = canaryFindings(clusterId).map((id) => known.get(id)?.state ?? 'repaired')
  return states.some((state) => state !== 'repaired')
}

/** Only a person can shut a cluster that a person opened. */
function open(clusterId: string): Difference {
  return {
    kind: 'open_cell',
    tenantId: null,
    resource: clusterId,
    detail: NOT_REFUSED,
    fix: { how: 'none' },
  }
}

/** Without it nobody can tell whether the cluster is open. */
function missing(clusterId: string): Difference {
  const detail = 'The user without permissions, by which a cluster is tried, is not there.'
  const fix = { how: 'prepare' } as const
  return { kind: 'canary_missing', tenantId: null, resource: clusterId, detail, fix }
}
