import { isServiceError } from '../../core/kernel/service-error.ts'
import { askForRoom } from '../../core/placement/ask-for-room.ts'
import { countTenant } from '../../core/placement/count-tenant.ts'
import { settleWaiting } from '../../core/reconcile/settle-waiting.ts'
import type { Tenant } from '../../core/tenant/tenant.ts'
import { judge, type Judgement, limitsBrokenNow } from './judge.ts'
import { drawnTenant, withPartitions, withUser } from './sizes.ts'
import { type PlacementWorld, placementWorld } from './world.ts'

export interface Simulation extends Judgement {
  readonly cells: number
  readonly arrived: number
  readonly left: number
  readonly grew: number
  /** A growth that the cluster had no room for: the tenant heard it, and nothing broke. */
  readonly growthRefused: number
  readonly waiting: number
  /** All passes of the placer together, with its reads and writes; the rest is making tenants and growing them. */
  readonly placingMs: number
}

export interface SimulationOptions {
  /** How many are there at the end. */
  readonly tenants: number
  readonly cells: number
  readonly seed: number
}

const TENANTS_A_ROUND = 1_000
const ROUNDS_MIN = 20
/** Of those who ever came. */
const LEAVING = 0.2
/** So many of those who are there grow in the course of it. */
const GROWING = 0.5

/**
 * Tenants of heavy-tailed sizes arrive, grow and leave, round by round. Everything goes through the real placer and
 * the real rules of growing, on memory adapters; after each round every cell’s load is looked at.
 */
export async function simulate({ tenants, cells, seed }: SimulationOptions): Promise<Simulation> {
  const world = await placementWorld(cells, seed)
  const there: string[] = []
  const sums = { arrived: 0, left: 0, grew: 0, growthRefused: 0, limitsBroken: 0, placingMs: 0 }
  const rounds = Math.max(ROUNDS_MIN, Math.ceil(tenants / TENANTS_A_ROUND))
  const arriving = Math.ceil(tenants / (1 - LEAVING) / rounds)
  for (let round = 0; round < rounds; round += 1) {
    for (let n = 0; n < arriving; n += 1) there.push(await arrive(world))
    sums.arrived += arriving
    const begun = performance.now()
    while ((await settleWaiting(world)).size > 0);
    sums.placingMs += performance.now() - begun
    sums.left += await leave(world, there, Math.floor(arriving * LEAVING))
    await growSome(world, there, (tenants * GROWING) / rounds, sums)
    sums.limitsBroken += await limitsBrokenNow(world)
    world.clock.at += 60_000
  }
  const judged = await judge(world)
  const waiting = (await world.tenants.listDue(null, world.clock.at, tenants)).length
  const limitsBroken = sums.limitsBroken + judged.limitsBroken
  return { cells, waiting, ...judged, ...sums, limitsBroken }
}

async function arrive(world: PlacementWorld): Promise<string> {
  const { database, tenants, clock } = world
  const tenant = drawnTenant(world, clock.at)
  const resource = `/v1/tenants/${tenant.id}`
  const ids = { id: tenant.id, accountId: tenant.accountId, resource }
  await tenants.declare({
    tenant,
    operation: {
      ...ids,
      tenantId: tenant.id,
      generation: 1,
      state: 'pending',
      createdAt: clock.at,
    },
    auditEvent: {
      ...ids,
      at: clock.at,
      actor: 'system',
      action: 'tenant.create',
      outcome: 'accepted',
      requestId: null,
      sourceAddress: null,
    },
  })
  // Nobody reads them here, and a million of each would be half of the memory.
  database.operations.clear()
  database.auditEvents.clear()
  return tenant.id
}

async function leave(world: PlacementWorld, there: string[], count: number): Promise<number> {
  let left = 0
  for (let n = 0; n < count; n += 1) {
    const tenant = takeOne(world, there)
    if (tenant === undefined) continue
    const gone = { ...tenant, topics: {}, credentials: {}, deletedAt: world.clock.at, dueAt: null }
    const counted = countTenant({ ...gone, version: tenant.version + 1 }, 3)
    await world.tenants.settle({ ...counted, finished: [], auditEvents: [] })
    world.database.tenants.delete(tenant.id)
    left += 1
  }
  return left
}

async function growSome(
  world: PlacementWorld,
  there: readonly string[],
  count: number,
  sums: { grew: number; growthRefused: number },
): Promise<void> {
  for (let n = 0; n < count; n += 1) {
    const id = there[Math.floor(world.chance() * there.length)]
    const tenant = id === undefined ? undefined : world.database.tenants.get(id)
    if (tenant === undefined || tenant.clusterId === null) continue
    if (await grow(world, tenant)) sums.grew += 1
    else sums.growthRefused += 1
  }
}

/** One more user, or twice the partitions: declared as the API declares it. */
async function grow(world: PlacementWorld, tenant: Tenant): Promise<boolean> {
  const { clock, chance, randomness } = world
  const partitions = (tenant.topics['all']?.spec.partitions ?? 1) * 2
  const larger =
    chance() < 0.3
      ? withUser(tenant, randomness, clock.at)
      : withPartitions(tenant, partitions, clock.at)
  const room = await askForRoom(world.clusters, tenant, larger, false)
  const next = { ...room.tenant, version: tenant.version + 1 }
  const { loadChange } = room
  try {
    const settlement = { tenant: next, finished: [], auditEvents: [] }
    await world.tenants.settle(
      loadChange === undefined ? settlement : { ...settlement, loadChange },
    )
    return true
  } catch (error) {
    if (isServiceError(error, 'limit_reached')) return false
    throw error
  }
}

function takeOne({ database, chance }: PlacementWorld, there: string[]): Tenant | undefined {
  const at = Math.floor(chance() * there.length)
  const [id, last] = [there[at], there.pop()]
  if (id === undefined || last === undefined) return undefined
  if (at < there.length) there[at] = last
  return database.tenants.get(id)
}
