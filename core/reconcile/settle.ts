import type { Cluster } from '../cluster/cluster.ts'
import type { ClusterAdmin, ClusterAdmins, ClusterStore } from '../cluster/cluster-ports.ts'
import type { SecretStore } from '../credential/credential-ports.ts'
import type { Clock } from '../kernel/clock.ts'
import type { Randomness } from '../kernel/ids.ts'
import { isServiceError, ServiceError } from '../kernel/service-error.ts'
import type { Tenant } from '../tenant/tenant.ts'
import type { TenantStore } from '../tenant/tenant-ports.ts'
import { applyChanges, type Work } from './apply-changes.ts'
import { conclude } from './conclude.ts'
import { elapse } from './elapse.ts'
import type { Outcome } from './outcome.ts'
import { plan } from './plan.ts'
import { recordOutcomes } from './record-outcomes.ts'
import { inParallel } from './in-parallel.ts'

export interface SettleDeps {
  readonly tenants: TenantStore
  readonly clusters: ClusterStore
  readonly admins: ClusterAdmins
  readonly secrets: SecretStore
  readonly clock: Clock
  readonly randomness: Randomness
}

export interface PassReport {
  readonly examined: number
  readonly settled: number
  /** False when the cluster did not answer at all: nothing was written, ask again a little later. */
  readonly reachable: boolean
  /** There may be more due than one pass takes. */
  readonly more: boolean
}

/** As many as keep a pass short (bulk settling runs at hundreds a second) and its memory small. */
export const TENANTS_A_PASS_MAX = 200
const SAVES_AT_ONCE = 8
const SAVE_TRIES = 5

/**
 * One pass over a cell: everything that is due there (and the tenants hinted at) moves one step nearer to what is
 * desired. Never waits: what needs time is written down as due later. May be killed between any two calls and may run
 * twice at once. `hinted` are tenant ids of this cell; hints only save the time of an index that lags.
 */
export async function settleCell(
  deps: SettleDeps,
  clusterId: string,
  hinted: readonly string[] = [],
): Promise<PassReport> {
  const cluster = await deps.clusters.get(clusterId)
  if (cluster === undefined)
    throw new ServiceError('internal', `No cluster ${clusterId} is registered.`)
  const due = await deps.tenants.listDue(clusterId, deps.clock.now(), TENANTS_A_PASS_MAX)
  const ids = [...new Set([...hinted, ...due])].slice(0, TENANTS_A_PASS_MAX)
  const tenants = (await getAll(deps.tenants, ids)).filter(
    (tenant) => tenant.clusterId === clusterId,
  )
  const now = deps.clock.now()
  const work = tenants.flatMap((tenant) =>
    plan(elapse(tenant, now), cluster).map((change): Work => ({ tenantId: tenant.id, change })),
  )
  const outcomes = await tryToApply(deps, clusterId, work)
  if (outcomes === null)
    return { examined: tenants.length, settled: 0, reachable: false, more: false }
  const byTenant = Map.groupBy(outcomes, ([{ tenantId }]) => tenantId)
  const settled = await inParallel(tenants, SAVES_AT_ONCE, (tenant) =>
    save(
      deps,
      cluster,
      tenant,
      (byTenant.get(tenant.id) ?? []).map(([, outcome]) => outcome),
    ),
  )
  return {
    examined: tenants.length,
    settled: settled.filter(Boolean).length,
    reachable: true,
    more: due.length === TENANTS_A_PASS_MAX,
  }
}

/** Null when the cluster was not reached at all, so that an outage does not rewrite every tenant over and over. */
async function tryToApply(
  deps: SettleDeps,
  clusterId: string,
  work: readonly Work[],
): Promise<readonly [Work, Outcome][] | null> {
  if (work.length === 0) return []
  let admin: ClusterAdmin
  try {
    admin = await deps.admins.of(clusterId)
  } catch (error) {
    if (isServiceError(error, 'unavailable')) return null
    throw error
  }
  const outcomes = await applyChanges({ ...deps, admin }, work)
  const reached = [...outcomes.values()].some(({ result }) => result.ok || !result.retryable)
  return reached || outcomes.size === 0 ? [...outcomes] : null
}

async function getAll(tenants: TenantStore, ids: readonly string[]): Promise<readonly Tenant[]> {
  const found: Tenant[] = []
  for (let from = 0; from < ids.length; from += 100)
    found.push(...(await tenants.getMany(ids.slice(from, from + 100))))
  return found
}

/** Records the outcomes on the newest state; a declaration that came in between is kept and settled by a later pass. */
async function save(
  deps: SettleDeps,
  cluster: Cluster,
  planned: Tenant,
  outcomes: readonly Outcome[],
): Promise<boolean> {
  let current: Tenant | undefined = planned
  for (let tries = 0; tries < SAVE_TRIES && current !== undefined; tries += 1) {
    const now = deps.clock.now()
    const recorded = recordOutcomes(elapse(current, now), outcomes, now)
    const settlement = conclude(recorded, outcomes, cluster, now)
    if (isSameButForVersion(current, settlement.tenant)) return true
    try {
      await deps.tenants.settle({ ...settlement, auditEvents: [] })
      return settlement.tenant.observedGeneration === settlement.tenant.generation
    } catch (error) {
      if (!isServiceError(error, 'conflict')) throw error
      current = await deps.tenants.get(planned.id)
    }
  }
  return false
}

function isSameButForVersion(before: Tenant, after: Tenant): boolean {
  return JSON.stringify({ ...before, version: 0 }) === JSON.stringify({ ...after, version: 0 })
}
