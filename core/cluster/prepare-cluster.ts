import type { SecretStore } from '../credential/credential-ports.ts'
import type { Randomness } from '../kernel/ids.ts'
import type { Cluster } from './cluster.ts'
import type { ClusterAdmin, ClusterStore } from './cluster-ports.ts'
import type { ClusterGate, ClusterProvider, InspectedCluster } from './prepare-ports.ts'
import { tryCanary } from './try-canary.ts'

export interface PrepareDeps {
  readonly clusters: ClusterStore
  readonly provider: ClusterProvider
  readonly gate: ClusterGate
  readonly admin: Pick<ClusterAdmin, 'putUsers' | 'verifyLogins'>
  readonly secrets: SecretStore
  readonly randomness: Randomness
}

/** What is known of a cluster before it was ever seen: the rest is the provider's to say. */
export type ClusterDefinition = Omit<Cluster, 'state' | 'bootstrapServers' | 'brokers'>

/** How far a cluster is. `waitingFor` is a sentence for operators; null once there is nothing left to do. */
export interface Preparation {
  readonly state: Cluster['state'] | 'unknown'
  readonly waitingFor: string | null
}

type Up = Extract<InspectedCluster, { kind: 'up' }>

/**
 * One step nearer to a cluster that takes tenants: it is there → its brokers have permissions of their own → it denies
 * by default → a user without permissions was refused. Never waits, remembers nothing in between (each pass looks at the
 * cluster itself), may be repeated, killed, and run twice at once. Nobody is placed on the cluster before the last step.
 */
export async function prepareCluster(
  deps: PrepareDeps,
  definition: ClusterDefinition,
): Promise<Preparation> {
  const known = await deps.clusters.get(definition.id)
  if (known !== undefined && known.state !== 'preparing')
    return { state: known.state, waitingFor: null }
  const seen = await deps.provider.inspect()
  if (seen.kind !== 'up') {
    const waitingFor = seen.kind === 'unfit' ? seen.reason : 'The cluster is being made or changed.'
    return { state: known?.state ?? 'unknown', waitingFor }
  }
  const preparing = clusterOf(definition, seen, 'preparing')
  if (JSON.stringify(known) !== JSON.stringify(preparing)) await deps.clusters.put(preparing)
  const waitingFor = await nextStep(deps, definition)
  if (waitingFor !== null) return { state: 'preparing', waitingFor }
  await deps.clusters.put(clusterOf(definition, seen, 'ready'))
  return { state: 'ready', waitingFor: null }
}

/** Brokers come before "deny by default", or they would shut each other out. */
async function nextStep(deps: PrepareDeps, { id }: ClusterDefinition): Promise<string | null> {
  await deps.gate.admitBrokers()
  const denying = await deps.provider.denyByDefault()
  if (denying === 'under-way') return 'The brokers are being told to deny by default.'
  return await tryCanary(deps, id)
}

function clusterOf(definition: ClusterDefinition, seen: Up, state: Cluster['state']): Cluster {
  const { id, name, access, caPem, replicationFactor, userCapacity, monthlyCostMicros } = definition
  const { bootstrapServers, brokers } = seen
  return {
    id,
    name,
    state,
    access,
    bootstrapServers,
    caPem,
    brokers,
    replicationFactor,
    userCapacity,
    ...(monthlyCostMicros === undefined ? {} : { monthlyCostMicros }),
  }
}
