import { type Clock, SECOND_MS } from '../kernel/clock.ts'
import type { Cluster } from '../cluster/cluster.ts'
import type { ClusterStore } from '../cluster/cluster-ports.ts'
import type { Randomness } from '../kernel/ids.ts'
import { drawClusters } from '../placement/draw-clusters.ts'
import { type Batch, placeTenants, takesTenants } from '../placement/place-tenants.ts'
import { planOf } from '../plan/plan.ts'
import { purgeAtOf, type Tenant } from '../tenant/tenant.ts'
import type { Settlement, TenantStore } from '../tenant/tenant-ports.ts'
import { conclude } from './conclude.ts'
import { idsToSettle } from './ids-to-settle.ts'
import { placeBatch } from './place-batch.ts'
import { trySettle } from './try-settle.ts'

export interface PlaceDeps {
  readonly tenants: TenantStore
  /** The list may be some seconds old: it says where to look, and what is read there decides. */
  readonly clusters: Pick<ClusterStore, 'list' | 'getMany'>
  readonly clock: Clock
  readonly randomness: Randomness
  /** Hears after a pass which tenants no cluster had room for; not called when there was room for all. */
  readonly heardNoRoom?: (tenantIds: readonly string[]) => void
}

export const WAITING_FOR_CAPACITY = 'waiting_for_capacity'
/** What one read of the store gives at most. */
const TENANTS_A_PASS_MAX = 100
const ASK_AGAIN_MS = 5 * SECOND_MS
/** How often a pass looks again at those whose place was taken meanwhile. */
const ROUNDS_MAX = 4

/**
 * One pass over the tenants that have no cluster: each gets one, or keeps waiting with a reason, or is gone if it was
 * deleted meanwhile. Declaring never places; this is the only place where it happens. Answers with the tenants placed,
 * by cluster, as hints for settling those cells. With hints it looks at those tenants alone. Two passes at once can
 * fill no cluster beyond what it holds: each batch is written on condition of the load that it was found room in.
 */
export async function settleWaiting(
  deps: PlaceDeps,
  hinted: readonly string[] = [],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const ids = await idsToSettle(deps.tenants, null, hinted, deps.clock.now(), TENANTS_A_PASS_MAX)
  const placed = new Map<string, string[]>()
  const left: string[] = []
  let overtaken: readonly string[] = ids
  for (let round = 0; round < ROUNDS_MAX && overtaken.length > 0; round += 1)
    overtaken = await placeOnce(deps, overtaken, placed, left)
  if (left.length > 0) deps.heardNoRoom?.(left)
  return placed
}

/** Answers with those whose cluster was filled or changed by somebody else while they were being placed. */
async function placeOnce(
  deps: PlaceDeps,
  ids: readonly string[],
  placed: Map<string, string[]>,
  left: string[],
): Promise<readonly string[]> {
  const now = deps.clock.now()
  const [found, clusters] = await Promise.all([deps.tenants.getMany(ids), deps.clusters.list()])
  const waiting = found.filter((tenant) => tenant.clusterId === null && tenant.deletedAt === null)
  const ended = waiting.filter((tenant) => isPurgeDue(tenant, now))
  for (const tenant of ended) await trySettle(deps.tenants, gone(tenant, now))
  const wanting = waiting.filter((tenant) => !ended.includes(tenant))
  const overtaken: string[] = []
  for (const [tenancy, alike] of Map.groupBy(wanting, ({ plan }) => planOf(plan).tenancy)) {
    const fitting = clusters.filter((each) => each.dedicated === (tenancy === 'dedicated'))
    const outcome = await placeAmong(deps, alike, fitting.filter(takesTenants), placed)
    overtaken.push(...outcome.overtaken)
    for (const tenant of outcome.left)
      if (await trySettle(deps.tenants, stillWaiting(tenant, now))) left.push(tenant.id)
  }
  return overtaken
}

/** Looks at a few clusters, and at more only for those who found no room there. */
async function placeAmong(
  deps: PlaceDeps,
  tenants: readonly Tenant[],
  clusters: readonly Cluster[],
  placed: Map<string, string[]>,
) {
  const overtaken: string[] = []
  let left = tenants
  for (const ids of drawClusters(clusters, tenants.length, deps.randomness)) {
    if (left.length === 0) break
    const [few, loads] = await Promise.all([deps.clusters.getMany(ids), deps.tenants.loads(ids)])
    const decision = placeTenants(left, few, loads)
    for (const batch of decision.batches) overtaken.push(...(await fill(deps, batch, placed)))
    left = decision.left
  }
  return { overtaken, left }
}

async function fill(
  deps: PlaceDeps,
  batch: Batch,
  placed: Map<string, string[]>,
): Promise<readonly string[]> {
  const { done, overtaken } = await placeBatch(deps.tenants, batch, deps.clock.now())
  const { id } = batch.cluster
  if (done.length > 0) placed.set(id, [...(placed.get(id) ?? []), ...done])
  return overtaken
}

function isPurgeDue(tenant: Tenant, now: number): boolean {
  const purgeAt = purgeAtOf(tenant)
  return purgeAt !== null && purgeAt <= now
}

function stillWaiting(tenant: Tenant, now: number): Settlement {
  const next: Tenant = {
    ...tenant,
    reason: WAITING_FOR_CAPACITY,
    dueAt: now + ASK_AGAIN_MS,
    version: tenant.version + 1,
  }
  return { tenant: next, finished: [], auditEvents: [] }
}

/** No cluster ever heard of it, so there is nothing to clean up. */
function gone(tenant: Tenant, now: number): Settlement {
  const empty = { ...tenant, topics: {}, credentials: {} }
  return { ...conclude(empty, [], { brokers: 1, replicationFactor: 1 }, now), auditEvents: [] }
}
