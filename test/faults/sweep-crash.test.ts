import { describe, expect, it } from '@jest/globals'
import { sweepCell } from '../../core/reconcile/drift/sweep-cell.ts'
import type { SweepDeps } from '../../core/reconcile/drift/sweep-cell.ts'
import { deleteTenant } from '../../core/tenant/delete-tenant.ts'
import {
  type DriftWorld,
  driftWorld,
  sweepLater,
  sweepOnce,
} from '../core/reconcile/drift/drift-world.ts'
import { asked } from '../core/fixtures/requests.ts'
import { letTimePass } from '../core/fixtures/schedule.ts'
import { activeTenant } from '../core/fixtures/stored.ts'
import { standing, wantedStanding } from '../core/fixtures/wanted-cluster.ts'
import { CELL } from '../core/fixtures/world.ts'
import { type CallLedger, callLedger, type Fault, Killed } from './call-ledger.ts'

const QUOTA = { produceBytesPerSecond: 1, consumeBytesPerSecond: 1, requestPercentage: 1 }

const GROUPS = 100
const MEMBER = { id: 'm-1', clientId: 'app', host: '10.0.0.1', partitions: [] }

/** Sees two groups first, and far too many then; the last sweep of the first one told its account. */
async function flood(world: DriftWorld, tenantId: string): Promise<void> {
  for (const name of ['nightly', 'orders']) world.groups.set(`${tenantId}.${name}`, { members: [] })
  await sweepOnce(world)
  world.groups.set(`${tenantId}.in-use`, { members: [MEMBER] })
  for (let n = 0; n < 3 * GROUPS; n += 1) world.groups.set(`${tenantId}.0-${n}`, { members: [] })
}

/** What became of the floods: of each tenant how many groups are left, whether the honest ones are, how often it was told. */
function afterFlood({ groups, database }: DriftWorld) {
  const tenants = [...database.tenants.values()].filter(({ deletedAt }) => deletedAt === null)
  return tenants.map(({ id }) => ({
    left: [...groups.keys()].filter((name) => name.startsWith(`${id}.`)).length,
    honest: ['nightly', 'orders', 'in-use'].every((name) => groups.has(`${id}.${name}`)),
    told: [...database.auditEvents.values()].filter(
      ({ action, resource }) => action === 'limit.groups_100' && resource.endsWith(id),
    ).length,
  }))
}

const PUT_RIGHT = { left: GROUPS, honest: true, told: 1 }

/**
 * Tenants that were settled, one of them purged since; something of every kind is missing, wrong or too many, and two have
 * too many groups, one of them told.
 */
async function brokenWorld(): Promise<DriftWorld> {
  const world = await driftWorld()
  const { id } = await activeTenant(world, { topics: [{ name: 'clicks' }] })
  const other = await activeTenant(world, { name: 'other', topics: [{ name: 'clicks' }] })
  const calm = await activeTenant(world, { name: 'calm' })
  await flood(world, id)
  await flood(world, calm.id)
  const { users, quotas, access, topics } = world.kafka
  const left = { users: [...users], quotas: [...quotas], access: [...access], topics: [...topics] }
  await deleteTenant(world, asked(), other.id, { graceSeconds: 0 })
  await letTimePass(world, 60_000)
  const lateOnes = <T>([name]: readonly [string, T]) => name.includes(other.id)
  for (const [name, password] of left.users.filter(lateOnes)) users.set(name, password)
  for (const [name, quota] of left.quotas.filter(lateOnes)) quotas.set(name, quota)
  for (const [name, binding] of left.access.filter(lateOnes)) access.set(name, binding)
  for (const [name, topic] of left.topics.filter(lateOnes)) topics.set(name, topic)
  users.delete(`${id}-1`)
  quotas.set(`${id}-1`, QUOTA)
  for (const [name, topic] of topics)
    if (name.startsWith(id)) topics.set(name, { ...topic, retentionMs: -1 })
  return world
}

function counted(deps: SweepDeps, ledger: CallLedger): SweepDeps {
  const port = <T extends object>(name: string, target: T): T =>
    new Proxy(target, {
      get(from, method) {
        const value: unknown = Reflect.get(from, method)
        if (typeof value !== 'function') return value
        return async (...args: readonly unknown[]) =>
          await ledger.through(`${name}.${String(method)}`, () => value.apply(from, args))
      },
    })
  return {
    ...deps,
    tenants: port('tenants', deps.tenants),
    findings: port('findings', deps.findings),
    residents: port('residents', deps.residents),
    audit: port('audit', deps.audit),
    caretakers: { of: async (id) => port('caretaker', await deps.caretakers.of(id)) },
  }
}

/** A sweep that is struck, then the schedule alone. */
async function run(fault?: Fault) {
  const world = await brokenWorld()
  const ledger = callLedger(fault)
  try {
    await sweepCell(counted(world.sweeping, ledger), CELL.id)
  } catch (error) {
    if (!(error instanceof Killed)) throw error
  }
  for (let sweeps = 0; sweeps < 3; sweeps += 1) await sweepLater(world)
  const findings = await world.sweeping.findings.ofCluster(CELL.id)
  return { ledger, world, states: new Set(findings.map(({ state }) => state)) }
}

describe('A sweep that is killed at any of its calls', () => {
  it('leaves nothing that the next ones do not put right', async () => {
    const calm = await run()
    expect(await standing(calm.world)).toEqual(wantedStanding(calm.world))
    const { calls } = calm.ledger
    const deeds = ['caretaker.takeUsers', 'caretaker.deleteGroups', 'tenants.settle']
    expect(calls).toEqual(expect.arrayContaining(deeds))
    expect(afterFlood(calm.world)).toEqual([PUT_RIGHT, PUT_RIGHT])
    for (const [at, call] of calls.entries()) {
      for (const when of ['before', 'after'] as const) {
        const { ledger, world, states } = await run({ at, when, error: new Killed(call) })
        expect(ledger.struck).toEqual([call])
        expect(await standing(world)).toEqual(wantedStanding(world))
        expect([...states]).toEqual(['repaired'])
        expect(afterFlood(world)).toEqual([PUT_RIGHT, PUT_RIGHT])
      }
    }
  })

  it('may run twice at once', async () => {
    const world = await brokenWorld()
    await Promise.all([sweepCell(world.sweeping, CELL.id), sweepCell(world.sweeping, CELL.id)])
    for (let sweeps = 0; sweeps < 2; sweeps += 1) await sweepLater(world)
    expect(await standing(world)).toEqual(wantedStanding(world))
    expect(afterFlood(world)).toEqual([PUT_RIGHT, PUT_RIGHT])
  })
})
