import type { ClusterAdmins, ClusterStore, UserQuota } from '../cluster/cluster-ports.ts'
import { type Clock, MINUTE_MS } from '../kernel/clock.ts'
import { isServiceError } from '../kernel/service-error.ts'
import type { Tenant } from '../tenant/tenant.ts'
import type { TenantStore } from '../tenant/tenant-ports.ts'
import { advanceChunk } from './advance-chunk.ts'
import { bytesSince } from './bytes-since.ts'
import {
  type BrokerLoad,
  type LoadSources,
  type RateHold,
  type RateHolds,
  type ShareChunk,
  sharePartOf,
  type ShareStore,
} from './quota-ports.ts'
import { tenantsAtWork } from './tenants-at-work.ts'

export interface ShareDeps {
  readonly loads: LoadSources
  readonly shares: ShareStore
  readonly holds: RateHolds
  readonly tenants: Pick<TenantStore, 'getMany'>
  readonly clusters: Pick<ClusterStore, 'get'>
  readonly admins: ClusterAdmins
  readonly clock: Clock
  /** How far apart the looks are meant to be. */
  readonly everyMs: number
}

/** What the pass before saw: kept in memory alone. Without it the first pass guesses from what users get at that moment. */
export interface ShareLook {
  readonly at: number
  readonly loads: readonly BrokerLoad[]
}

export interface ShareReport {
  readonly look: ShareLook
  /** Tenants at work, or on their way to rest. */
  readonly tenants: number
  readonly sent: number
  /** Quotas that the cluster did not take; they are sent again by the next pass. */
  readonly refused: number
  /** Parts that another pass wrote meanwhile: its shares stand. */
  readonly overtaken: number
  /** Tenants that were held, or whose hold ends at another time now. */
  readonly held: number
}

const TENANTS_A_READ = 100
const QUOTAS_A_REQUEST = 500
/** Passes that are further apart were missed, and the next one will not be. */
const HORIZON_MAX_MS = 2 * MINUTE_MS

/**
 * One pass over a cell: shares of every tenant at work follow what its credentials used on each broker. Shares are no
 * part of the tenant: they change every few seconds and nobody declares them. They are written before they are sent and
 * sent once more by the next pass, so a pass may die between any two calls; of two at once, one wins each part.
 */
export async function shareCell(
  deps: ShareDeps,
  clusterId: string,
  before: ShareLook | null,
): Promise<ShareReport> {
  const source = await deps.loads.of(clusterId)
  const [loads, chunks, cell] = await Promise.all([
    source.look(),
    deps.shares.chunks(clusterId),
    deps.clusters.get(clusterId),
  ])
  const look = { at: deps.clock.now(), loads }
  const moved = before === null ? null : bytesSince(before.loads, loads)
  const tenantIds = tenantsAtWork(chunks, loads, moved)
  const tenants = await readAll(deps, tenantIds)
  const common = {
    loads,
    moved,
    brokers: cell?.brokers ?? loads.length,
    tenants: new Map(tenants.map((tenant) => [tenant.id, tenant])),
    now: look.at,
    horizonMs: horizonOf(deps.everyMs, before, look.at),
  }
  const parts = Map.groupBy(tenantIds, sharePartOf)
  const send: UserQuota[] = []
  let [overtaken, held] = [0, 0]
  for (const [part, ids] of parts) {
    const previous = chunks.find((chunk) => chunk.part === part) ?? empty(clusterId, part)
    const { chunk, quotas, holds } = advanceChunk({ ...common, previous, tenantIds: ids })
    if (chunk === previous || (await wrote(deps.shares, chunk))) {
      send.push(...quotas)
      held += await holdAll(deps, common.tenants, holds)
    } else overtaken += 1
  }
  const refused = await sendAll(deps, clusterId, send)
  return { look, tenants: tenantIds.length, sent: send.length, refused, overtaken, held }
}

function empty(clusterId: string, part: number): ShareChunk {
  return { clusterId, part, version: 0, tenants: [] }
}

function horizonOf(everyMs: number, before: ShareLook | null, now: number): number {
  const passed = before === null ? 0 : now - before.at
  return Math.min(HORIZON_MAX_MS, Math.max(everyMs, passed))
}

async function readAll({ tenants }: ShareDeps, ids: readonly string[]): Promise<readonly Tenant[]> {
  const found: Tenant[] = []
  for (let from = 0; from < ids.length; from += TENANTS_A_READ)
    found.push(...(await tenants.getMany(ids.slice(from, from + TENANTS_A_READ))))
  return found
}

async function wrote(shares: ShareStore, chunk: ShareChunk): Promise<boolean> {
  try {
    await shares.put(chunk)
    return true
  } catch (error) {
    if (isServiceError(error, 'conflict')) return false
    throw error
  }
}

/** Answers with how many were written. */
async function holdAll(
  { holds }: ShareDeps,
  tenants: ReadonlyMap<string, Tenant>,
  wanted: ReadonlyMap<string, RateHold>,
): Promise<number> {
  let held = 0
  for (const [tenantId, hold] of wanted) {
    const tenant = tenants.get(tenantId)
    if (tenant !== undefined && (await holds.hold(tenant, hold))) held += 1
  }
  return held
}

/** Answers with how many the cluster did not take. */
async function sendAll(
  { admins }: ShareDeps,
  clusterId: string,
  quotas: readonly UserQuota[],
): Promise<number> {
  if (quotas.length === 0) return 0
  const admin = await admins.of(clusterId)
  let refused = 0
  for (let from = 0; from < quotas.length; from += QUOTAS_A_REQUEST) {
    const results = await admin.setQuotas(quotas.slice(from, from + QUOTAS_A_REQUEST))
    refused += results.filter(({ ok }) => !ok).length
  }
  return refused
}
