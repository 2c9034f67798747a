import type { ClusterAdmins, ClusterStore } from '../cluster/cluster-ports.ts'
import type { SecretStore } from '../credential/credential-ports.ts'
import { isServiceError, ServiceError } from '../kernel/service-error.ts'
import type { Tenant } from '../tenant/tenant.ts'
import type { FinalReadings } from '../usage/meter-ports.ts'
import { applyChanges, type Work } from './apply-changes.ts'
import type { Cell } from './change.ts'
import { elapse } from './elapse.ts'
import { idsToSettle } from './ids-to-settle.ts'
import { inParallel } from './in-parallel.ts'
import { type Outcome, UNREACHED } from './outcome.ts'
import { plan } from './plan.ts'
import { type SaveDeps, saveOutcomes } from './save-outcomes.ts'

export interface SettleDeps extends SaveDeps {
  readonly clusters: ClusterStore
  readonly admins: ClusterAdmins
  readonly secrets: SecretStore
  /** Absent where nothing is metered. */
  readonly finalReadings?: FinalReadings
}

export interface PassReport {
  readonly examined: number
  readonly settled: number
  /** False when the cluster did not answer at all: nothing was written, ask again a little later. */
  readonly reachable: boolean
  /** Something is due right now: another tenant than one pass takes, or the next step of one of these. */
  readonly more: boolean
  /** Errors of single tenants that are not the cluster's: they harm no neighbour, and the next pass meets them again. */
  readonly faults: readonly unknown[]
}

type Applied = ReadonlyMap<string, readonly Outcome[]>

/** As many as keep a pass short (bulk settling runs at hundreds a second) and its memory small. */
const TENANTS_A_PASS_MAX = 200
const TENANTS_A_READ_MAX = 100
const SAVES_AT_ONCE = 8

/**
 * One pass over a cell: everything that is due there, or every tenant hinted at, moves one step nearer to what is
 * desired. Never waits: what needs time is written down as due later. May be killed between any two calls and may run
 * twice at once.
 */
export async function settleCell(
  deps: SettleDeps,
  clusterId: string,
  hinted: readonly string[] = [],
): Promise<PassReport> {
  const cell = await deps.clusters.get(clusterId)
  if (cell === undefined) throw new ServiceError('internal', `No cluster ${clusterId} is known.`)
  const { tenants, full } = await dueTenants(deps, clusterId, hinted)
  const applied = await apply(deps, clusterId, workFor(tenants, cell, deps.clock.now()))
  const examined = tenants.length
  if (applied === null) return { examined, settled: 0, reachable: false, more: false, faults: [] }
  const faults: unknown[] = []
  const saved = await inParallel(tenants, SAVES_AT_ONCE, (tenant) =>
    saveOutcomes(deps, cell, tenant, applied.get(tenant.id) ?? []).catch((error: unknown) => {
      faults.push(error)
      return undefined
    }),
  )
  return { ...summaryOf(saved, deps.clock.now(), full), examined, reachable: true, faults }
}

async function dueTenants(deps: SettleDeps, clusterId: string, hinted: readonly string[]) {
  const now = deps.clock.now()
  const ids = await idsToSettle(deps.tenants, clusterId, hinted, now, TENANTS_A_PASS_MAX)
  const found: Tenant[] = []
  for (let from = 0; from < ids.length; from += TENANTS_A_READ_MAX) {
    found.push(...(await deps.tenants.getMany(ids.slice(from, from + TENANTS_A_READ_MAX))))
  }
  const tenants = found.filter((tenant) => tenant.clusterId === clusterId)
  return { tenants, full: ids.length === TENANTS_A_PASS_MAX }
}

function workFor(tenants: readonly Tenant[], cell: Cell, now: number): readonly Work[] {
  return tenants.flatMap((tenant) =>
    plan(elapse(tenant, now), cell).map((change) => ({ tenantId: tenant.id, change })),
  )
}

/** Null when the cluster was not reached at all, so that an outage does not rewrite every tenant over and over. */
async function apply(
  deps: SettleDeps,
  clusterId: string,
  work: readonly Work[],
): Promise<Applied | null> {
  if (work.length === 0) return new Map()
  try {
    const admin = await deps.admins.of(clusterId)
    const beforeDeleting = async (kafkaNames: readonly string[]) =>
      await deps.finalReadings?.take(clusterId, kafkaNames)
    const outcomes = await applyChanges({ ...deps, admin, beforeDeleting }, work)
    const reached = [...outcomes.values()].some(({ result }) => result !== UNREACHED)
    return reached ? byTenant(outcomes) : null
  } catch (error) {
    if (isServiceError(error, 'unavailable')) return null
    throw error
  }
}

function byTenant(outcomes: ReadonlyMap<Work, Outcome>): Applied {
  const grouped = Map.groupBy(outcomes, ([{ tenantId }]) => tenantId)
  return new Map([...grouped].map(([id, pairs]) => [id, pairs.map(([, outcome]) => outcome)]))
}

function summaryOf(saved: readonly (Tenant | undefined)[], now: number, full: boolean) {
  const stored = saved.flatMap((tenant) => tenant ?? [])
  const settled = stored.filter((tenant) => tenant.observedGeneration === tenant.generation).length
  const dueNow = stored.some((tenant) => tenant.dueAt !== null && tenant.dueAt <= now)
  return { settled, more: full || dueNow }
}
