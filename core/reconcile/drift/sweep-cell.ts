import type { AuditStore } from '../../audit/audit-ports.ts'
import { type CloseDeps, closeCluster } from '../../cluster/close-cluster.ts'
import { isServiceError } from '../../kernel/service-error.ts'
import type { TenantStore } from '../../tenant/tenant-ports.ts'
import { type BringBackDeps, bringBack } from './bring-back.ts'
import type { CanaryDeps } from './compare-canary.ts'
import type { Difference } from './difference.ts'
import type { ClusterCaretakers, FindingStore } from './drift-ports.ts'
import { type Finding, findingId, isSilent } from './finding.ts'
import { firstLook, type LookDeps, secondLook } from './look-twice.ts'
import { takeAway } from './take-away.ts'
import { tellOfTaking } from './tell-of-taking.ts'
import { watchCanary } from './watch-canary.ts'
import { watchGroups } from './watch-groups.ts'
import { closeAll, type Known, noteAll } from './write-findings.ts'

export interface SweepDeps
  extends BringBackDeps,
    CloseDeps,
    CanaryDeps,
    Omit<LookDeps, 'caretaker' | 'clusters'> {
  readonly tenants: Pick<TenantStore, 'getMany' | 'settle'>
  readonly caretakers: ClusterCaretakers
  readonly findings: FindingStore
  readonly audit: Pick<AuditStore, 'append' | 'listByAccount'>
}

export interface SweepReport {
  /** False when the cluster did not answer: nothing is known, nothing was changed. */
  readonly reached: boolean
  /** Tenants that could be judged. */
  readonly judged: number
  /** What differs and was seen twice, the silenced included. */
  readonly found: readonly Difference[]
  /** How much was taken away, and how many tenants are being settled again. */
  readonly taken: number
  readonly settling: number
  /** Differences that no sweep repairs and nobody silenced: they wait for a person. */
  readonly waiting: number
  /** Findings that are no longer seen. */
  readonly closed: number
}

const UNREACHED: SweepReport = {
  reached: false,
  judged: 0,
  found: [],
  taken: 0,
  settling: 0,
  waiting: 0,
  closed: 0,
}

/**
 * Compares everything on a cluster with what its tenants settled there, repairs what is safe, and writes down what it
 * found. A difference counts once it was seen twice, with its tenant at rest and unchanged before and after. May be
 * killed between any two calls, and may run twice at once: whatever stays is found again.
 */
export async function sweepCell(deps: SweepDeps, clusterId: string): Promise<SweepReport> {
  try {
    return await sweep(deps, clusterId)
  } catch (error) {
    if (isServiceError(error, 'unavailable')) return UNREACHED
    throw error
  }
}

async function sweep(deps: SweepDeps, clusterId: string): Promise<SweepReport> {
  const now = deps.clock.now()
  const caretaker = await deps.caretakers.of(clusterId)
  const looking = { ...deps, caretaker }
  const stored = await deps.findings.ofCluster(clusterId)
  const known: Known = new Map(stored.map((finding) => [finding.id, finding]))
  const idOf = ({ kind, resource }: Difference) => findingId(clusterId, kind, resource)
  const cluster = await deps.clusters.get(clusterId)
  const { scene, roll, users, differences } = await firstLook(looking, clusterId, now)
  const proven = differences.filter((each) => needsNoProof(known.get(idOf(each)), each, now))
  const others = differences.filter((each) => !proven.includes(each))
  const again = await secondLook(looking, clusterId, scene, others)
  const canary = await watchCanary(looking, cluster, users, known)
  const found = [...proven, ...again, ...canary.found]
  await noteAll(deps.findings, clusterId, found, known, now)
  await shut(deps, clusterId, canary.found)
  const loud = found.filter((each) => !isQuiet(known.get(idOf(each)), now))
  const taken = await takeAway(caretaker, loud)
  await tellOfTaking(deps, scene.resting, taken)
  const settling = await bringBack(deps, scene.resting, loud)
  const groups = await watchGroups(looking, clusterId, { living: scene.living, roll }, known)
  const alarming = groups.found.filter((each) => !isQuiet(known.get(idOf(each)), now))
  const seen = new Set([...differences.map(idOf), ...canary.seen, ...groups.seen])
  const closed = await closeAll(deps.findings, known, scene, seen, now)
  if (canary.failure !== undefined) throw canary.failure
  return {
    reached: true,
    judged: scene.resting.size,
    found: [...found, ...groups.found],
    taken: taken.length + groups.taken,
    settling,
    waiting: [...loud, ...alarming].filter(({ fix }) => fix.how === 'none').length,
    closed,
  }
}

/** Also what is silenced: nobody new is to come to where everybody may read what is theirs. */
async function shut(deps: CloseDeps, clusterId: string, [first]: readonly Difference[]) {
  if (first !== undefined) await closeCluster(deps, clusterId, first.detail)
}

/** It is known, stands as it stood, and nothing is done about it. */
function needsNoProof(known: Finding | undefined, { fix }: Difference, now: number): boolean {
  if (known === undefined || known.state === 'repaired') return false
  return fix.how === 'none' || isSilent(known, now)
}

function isQuiet(finding: Finding | undefined, now: number): boolean {
  return finding !== undefined && isSilent(finding, now)
}
