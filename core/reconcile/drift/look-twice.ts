import type { AuditStore } from '../../audit/audit-ports.ts'
import type { ClusterStore } from '../../cluster/cluster-ports.ts'
import { judgeStrayTopics } from './clear-strays.ts'
import { compareCell } from './compare-cell.ts'
import type { TenantDifference } from './difference.ts'
import type { ClusterCaretaker, MovedQuotas } from './drift-ports.ts'
import { findingId } from './finding.ts'
import { inventoryByOwner } from './owners.ts'
import { readResidents, readTenants, type SceneDeps, sceneOf } from './read-scene.ts'
import type { Scene } from './scene.ts'
import type { CellQuotas } from './wanted.ts'

export interface LookDeps extends SceneDeps {
  readonly audit: Pick<AuditStore, 'listByAccount'>
  readonly caretaker: ClusterCaretaker
  readonly clusters: Pick<ClusterStore, 'get'>
  /** Absent where quotas stay as they were settled. */
  readonly movedQuotas?: MovedQuotas
  /** Lets brokers catch up between two looks. */
  readonly pause: (ms: number) => Promise<void>
}

/** A broker follows the controller within milliseconds; a busy one within a second. */
export const LOOK_AGAIN_MS = 2_000

/** Who lives there, and all that seems to differ. */
export async function firstLook(deps: LookDeps, clusterId: string, now: number) {
  const residents = await readResidents(deps, clusterId, now)
  const quotas = await quotasOn(deps, clusterId)
  const inventory = await deps.caretaker.look()
  const owners = inventoryByOwner(inventory).keys()
  const scene = await sceneOf(deps, clusterId, residents, owners, now)
  const seen = compareCell(scene, inventory, quotas)
  const { users } = inventory
  const { roll } = residents
  return { scene, roll, users, differences: await judgeStrayTopics(deps, scene, seen) }
}

/** Those of the differences that are still seen, of tenants that nobody touched in between. */
export async function secondLook(
  deps: LookDeps,
  clusterId: string,
  before: Scene,
  candidates: readonly TenantDifference[],
): Promise<readonly TenantDifference[]> {
  if (candidates.length === 0) return []
  await deps.pause(LOOK_AGAIN_MS)
  const quotas = await quotasOn(deps, clusterId)
  const inventory = await deps.caretaker.look()
  const scene = await stillResting(deps, before, candidates)
  const keyOf = ({ kind, resource }: TenantDifference) => findingId(clusterId, kind, resource)
  const still = new Set(compareCell(scene, inventory, quotas).map(keyOf))
  return candidates.filter((each) => still.has(keyOf(each)))
}

async function stillResting(
  deps: LookDeps,
  before: Scene,
  candidates: readonly TenantDifference[],
): Promise<Scene> {
  const ids = new Set(candidates.map(({ tenantId }) => tenantId))
  const resting = [...ids].filter((id) => before.resting.has(id))
  const after = await readTenants(deps, resting)
  const same = [...after].filter(([id, { version }]) => version === before.resting.get(id)?.version)
  const touched = resting.filter((id) => !same.some(([each]) => each === id))
  return { ...before, resting: new Map(same), busy: new Set([...before.busy, ...touched]) }
}

async function quotasOn(
  { movedQuotas, clusters }: LookDeps,
  clusterId: string,
): Promise<CellQuotas> {
  const [moved, cluster] = await Promise.all([movedQuotas?.(clusterId), clusters.get(clusterId)])
  return { brokers: cluster?.brokers ?? 1, moved: moved ?? new Map() }
}
