import type { AuditStore } from '../../audit/audit-ports.ts'
import type { Clock } from '../../kernel/clock.ts'
import type { Randomness } from '../../kernel/ids.ts'
import { isServiceError } from '../../kernel/service-error.ts'
import { planOf } from '../../plan/plan.ts'
import type { Tenant } from '../../tenant/tenant.ts'
import type { TenantStore } from '../../tenant/tenant-ports.ts'
import { tellOfGroups } from '../../tenant/tell-of-groups.ts'
import { trySettle } from '../try-settle.ts'
import {
  compareGroups,
  groupFindings,
  hasTooManyGroups,
  shareOfDeletions,
} from './compare-groups.ts'
import { deleteGroups } from './delete-groups.ts'
import type { TenantDifference } from './difference.ts'
import type { ClusterCaretaker, FindingStore, Resident, ResidentStore } from './drift-ports.ts'
import type { FoundGroups, TenantGroups } from './group-tally.ts'
import { rememberGroups } from './known-groups.ts'
import { type Known, noteAll } from './write-findings.ts'

interface WatchDeps {
  readonly caretaker: Pick<ClusterCaretaker, 'groups' | 'deleteGroups'>
  readonly tenants: Pick<TenantStore, 'settle'>
  readonly residents: Pick<ResidentStore, 'putResidents'>
  readonly findings: FindingStore
  readonly audit: Pick<AuditStore, 'append'>
  readonly clock: Clock
  readonly randomness: Randomness
}

/** Who lives on a cluster, and the roll as it was read. */
interface Residents {
  readonly living: ReadonlyMap<string, Tenant>
  readonly roll: readonly Resident[]
}

interface Watched {
  readonly found: readonly TenantDifference[]
  /** Findings that must not be closed now. */
  readonly seen: readonly string[]
  /** How many groups were deleted. */
  readonly taken: number
}

const NONE: TenantGroups = { count: 0, withMembers: 0, listed: [] }

/**
 * Holds tenants to the number of consumer groups that their plan has: tells their accounts, remembers which groups were
 * there first, and deletes what is beyond. One look is enough: a cluster counts its groups without delay, nothing is
 * deleted at the first, and the cluster itself refuses a group that has members.
 */
export async function watchGroups(
  deps: WatchDeps,
  clusterId: string,
  { living, roll }: Residents,
  known: Known,
): Promise<Watched> {
  const groups = await lookAtGroups(deps.caretaker)
  const ids = [...living.keys()]
  const all = ids.flatMap((id) => groupFindings(clusterId, id))
  if (groups === undefined) return { found: [], seen: all, taken: 0 }
  const names = new Map(roll.map((each) => [each.tenantId, each.groups ?? []]))
  const now = deps.clock.now()
  const isOver = (tenant: Tenant) =>
    hasTooManyGroups(tenant, groups.byTenant.get(tenant.id) ?? NONE)
  const over = [...living.values()].filter(isOver)
  const max = shareOfDeletions(over.length)
  const found = over.flatMap((tenant) => {
    const own = groups.byTenant.get(tenant.id) ?? NONE
    return compareGroups(tenant, own, names.get(tenant.id) ?? [], { now, max })
  })
  await remember(deps, clusterId, living, groups, names)
  for (const tenant of living.values()) await tell(deps, tenant, groups)
  await noteAll(deps.findings, clusterId, found, known, now)
  const taken = await deleteGroups(deps, clusterId, living, found, known)
  // With a broker that did not answer, fewer groups prove nothing.
  const seen = groups.complete
    ? found.flatMap(({ tenantId }) => groupFindings(clusterId, tenantId))
    : all
  return { found, seen, taken }
}

async function lookAtGroups(
  caretaker: Pick<ClusterCaretaker, 'groups'>,
): Promise<FoundGroups | undefined> {
  try {
    return await caretaker.groups()
  } catch (error) {
    if (isServiceError(error, 'unavailable')) return undefined
    throw error
  }
}

/** Writes what changed alone. Of two sweeps at once the later one is right enough. */
async function remember(
  { residents }: WatchDeps,
  clusterId: string,
  living: ReadonlyMap<string, Tenant>,
  { byTenant, complete }: FoundGroups,
  names: ReadonlyMap<string, readonly string[]>,
): Promise<void> {
  const changed = [...living].flatMap(([tenantId, { plan }]): readonly Resident[] => {
    const before = names.get(tenantId) ?? []
    const limit = planOf(plan).limits.consumerGroups
    const groups = rememberGroups(before, byTenant.get(tenantId) ?? NONE, { limit, complete })
    if (groups.length === before.length && groups.every((name, n) => name === before[n])) return []
    return [{ tenantId, goneAt: null, ...(groups.length === 0 ? {} : { groups }) }]
  })
  if (changed.length > 0) await residents.putResidents(clusterId, changed)
}

/** One that somebody else changed meanwhile is told by the next sweep. */
async function tell(
  { tenants, clock, randomness }: WatchDeps,
  tenant: Tenant,
  { byTenant, complete }: FoundGroups,
): Promise<void> {
  const { count } = byTenant.get(tenant.id) ?? NONE
  const settlement = tellOfGroups(tenant, count, randomness, clock.now())
  if (settlement === null) return
  if (!complete && settlement.tenant.groupsTold === undefined) return
  await trySettle(tenants, settlement)
}
