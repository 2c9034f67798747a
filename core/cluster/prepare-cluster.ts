import type { SecretStore } from '../credential/credential-ports.ts'
import type { Clock } from '../kernel/clock.ts'
import type { Randomness } from '../kernel/ids.ts'
import { isServiceError } from '../kernel/service-error.ts'
import type { Cluster } from './cluster.ts'
import type { ClusterAdmin, ClusterStore } from './cluster-ports.ts'
import { newCluster } from './new-cluster.ts'
import type { ClusterGate, ClusterProvider, InspectedCluster } from './prepare-ports.ts'
import { tryCanary } from './try-canary.ts'

export interface PrepareDeps {
  readonly clusters: ClusterStore
  readonly provider: ClusterProvider
  readonly gate: ClusterGate
  readonly admin: Pick<ClusterAdmin, 'putUsers' | 'verifyLogins'>
  readonly secrets: SecretStore
  readonly randomness: Randomness
  readonly clock: Clock
}

/** What is known of a cluster before it was ever seen: the rest is the provider's to say. */
export type ClusterDefinition = Pick<
  Cluster,
  'id' | 'name' | 'access' | 'caPem' | 'replicationFactor' | 'capacity' | 'monthlyCostMicros'
>

/** How far a cluster is. `waitingFor` is a sentence for operators; null once there is nothing left to do. */
export interface Preparation {
  readonly state: Cluster['state'] | 'unknown'
  readonly waitingFor: string | null
}

type Up = Extract<InspectedCluster, { kind: 'up' }>

/**
 * One step nearer to a cluster that takes tenants: it is there → its brokers have permissions of their own → it denies
 * by default → a user without permissions was refused. Never waits, remembers nothing in between but the reason for
 * operators (each pass looks at the cluster itself), may be repeated, killed, and run twice at once. Nobody is placed on
 * the cluster before the last step.
 */
export async function prepareCluster(
  deps: PrepareDeps,
  definition: ClusterDefinition,
): Promise<Preparation> {
  const known = await deps.clusters.get(definition.id)
  if (known !== undefined && known.state !== 'preparing')
    return { state: known.state, waitingFor: null }
  try {
    return await prepare(deps, definition, known)
  } catch (error) {
    // Another pass or an operator wrote it first; the next pass goes on from there.
    if (!isServiceError(error, 'conflict') || known === undefined) throw error
    return { state: known.state, waitingFor: 'It was changed by somebody else just now.' }
  }
}

async function prepare(
  deps: PrepareDeps,
  definition: ClusterDefinition,
  known: Cluster | undefined,
): Promise<Preparation> {
  const seen = await deps.provider.inspect()
  if (seen.kind !== 'up') {
    const reason = seen.kind === 'busy' ? 'The cluster is being made or changed.' : seen.reason
    if (known === undefined) return { state: 'unknown', waitingFor: reason }
    await saveChanged(deps, known, { ...known, reason })
    return { state: 'preparing', waitingFor: reason }
  }
  const before = clusterOf(definition, known, seen, deps.clock.now())
  const preparing = await saveChanged(deps, known, before)
  const reason = await nextStep(deps, definition)
  const state = reason === null ? 'ready' : 'preparing'
  await saveChanged(deps, preparing, { ...preparing, state, reason })
  return { state, waitingFor: reason }
}

/** Brokers come before "deny by default", or they would shut each other out. */
async function nextStep(deps: PrepareDeps, { id }: ClusterDefinition): Promise<string | null> {
  await deps.gate.admitBrokers()
  const denying = await deps.provider.denyByDefault()
  if (denying === 'under-way') return 'The brokers are being told to deny by default.'
  return await tryCanary(deps, id)
}

/** What an operator said of a cluster that is known stays; what the provider and the definition know is theirs. */
function clusterOf(
  definition: ClusterDefinition,
  known: Cluster | undefined,
  { bootstrapServers, brokers }: Up,
  now: number,
): Cluster {
  const seen = { bootstrapServers, brokers }
  if (known === undefined) return newCluster({ ...definition, ...seen, createdAt: now })
  const { access, caPem, replicationFactor } = definition
  return { ...known, ...seen, access, caPem, replicationFactor, unreachableSince: null }
}

/** Writes nothing when nothing changed; answers with what is stored then. */
async function saveChanged(
  { clusters }: PrepareDeps,
  before: Cluster | undefined,
  after: Cluster,
): Promise<Cluster> {
  if (before !== undefined && JSON.stringify(before) === JSON.stringify(after)) return before
  const next = { ...after, version: (before?.version ?? 0) + 1 }
  await clusters.save(next)
  return next
}
