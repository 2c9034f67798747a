import { describe, expect, it } from '@jest/globals'
import { OPERATOR } from '../../../../core/account/account.ts'
import { DAY_MS } from '../../../../core/kernel/clock.ts'
import { ServiceError } from '../../../../core/kernel/service-error.ts'
import type { ClusterCaretaker } from '../../../../core/reconcile/drift/drift-ports.ts'
import { GroupTally } from '../../../../core/reconcile/drift/group-tally.ts'
import { silenceFinding } from '../../../../core/reconcile/drift/silence-finding.ts'
import { sweepCell } from '../../../../core/reconcile/drift/sweep-cell.ts'
import { changeTenant } from '../../../../core/tenant/change-tenant.ts'
import { deleteTenant } from '../../../../core/tenant/delete-tenant.ts'
import { asked } from '../../fixtures/requests.ts'
import { letTimePass } from '../../fixtures/schedule.ts'
import { activeTenant } from '../../fixtures/stored.ts'
import { CELL } from '../../fixtures/world.ts'
import { driftWorld, findingsOf, sweepLater, sweepOnce } from './drift-world.ts'

/** Of basic-0. */
const LIMIT = 100
const MEMBER = { id: 'm-1', clientId: 'app', host: '10.0.0.1', partitions: [] }
/** In front of every honest name, in the order of names. */
const FLOOD = '0-flood'

async function groupWorld() {
  const world = await driftWorld()
  const { id } = await activeTenant(world, { topics: [{ name: 'clicks' }] })
  await sweepOnce(world)
  const put = (name: string, hasMembers = false, tenant = id) =>
    world.groups.set(`${tenant}.${name}`, { members: hasMembers ? [MEMBER] : [] })
  return {
    world,
    id,
    put,
    putMany: (count: number, beginning = FLOOD, hasMembers = false) => {
      for (let n = 0; n < count; n += 1) put(`${beginning}-${n}`, hasMembers)
    },
    names: () => [...world.groups.keys()].map((name) => name.slice(id.length + 1)),
    told: () =>
      [...world.database.auditEvents.values()].filter(({ action }) => action.startsWith('limit.')),
    removals: () =>
      [...world.database.auditEvents.values()].filter(({ action }) => action === 'drift.remove'),
  }
}

describe('A tenant with as many consumer groups as its plan', () => {
  it('is told once, and again only after it had clearly fewer', async () => {
    const { world, id, putMany, told } = await groupWorld()
    putMany(LIMIT - 1)
    await sweepLater(world)
    expect(told()).toEqual([])
    putMany(LIMIT)
    await sweepLater(world)
    expect(told()).toEqual([
      expect.objectContaining({ action: 'limit.groups_100', resource: `/v1/tenants/${id}` }),
    ])
    for (const count of [4, 0, 5, 0]) {
      for (let n = 0; n < count; n += 1) world.groups.delete(`${id}.${FLOOD}-${n}`)
      await sweepLater(world)
      putMany(LIMIT)
      await sweepLater(world)
      expect(told()).toHaveLength(1)
    }
    for (let n = 0; n < 6; n += 1) world.groups.delete(`${id}.${FLOOD}-${n}`)
    await sweepLater(world)
    putMany(LIMIT)
    await sweepLater(world)
    expect(told()).toHaveLength(2)
  })

  it('keeps all of them, however long it stays there', async () => {
    const { world, putMany, names } = await groupWorld()
    putMany(LIMIT)
    for (let days = 0; days < 3; days += 1) {
      await letTimePass(world, DAY_MS)
      await sweepOnce(world)
    }
    expect(names()).toHaveLength(LIMIT)
    expect(await findingsOf(world)).toEqual([])
  })

  it('is told of the limit of its next plan before that one holds', async () => {
    const { world, id, putMany, names, told } = await groupWorld()
    await changeTenant(world, asked(), id, { plan: 'basic-1' })
    await letTimePass(world, 60_000)
    putMany(2 * LIMIT)
    for (let sweeps = 0; sweeps < 2; sweeps += 1) await sweepLater(world)
    await letTimePass(world, 2 * DAY_MS)
    await changeTenant(world, asked(), id, { plan: 'basic-0' })
    await letTimePass(world, 60_000)
    for (let sweeps = 0; sweeps < 2; sweeps += 1) await sweepLater(world)
    expect(told()).toHaveLength(2)
    expect(names()).toHaveLength(2 * LIMIT)
    await letTimePass(world, DAY_MS)
    await sweepOnce(world)
    expect(names()).toHaveLength(LIMIT)
  })
})

describe('A flood of consumer groups', () => {
  it('is taken away, and what was there before or has members stays', async () => {
    const { world, id, put, putMany, names, told, removals } = await groupWorld()
    for (const name of ['orders', 'nightly', 'report']) put(name)
    await sweepLater(world)
    for (const name of ['web', 'mail']) put(name, true)
    putMany(10_000)
    await sweepLater(world)
    expect([names().length, told().length]).toEqual([10_005, 1])
    expect(await findingsOf(world)).toEqual([`groups_over ${id} open`])
    expect(await sweepLater(world)).toMatchObject({ taken: 9_905 })
    expect(names()).toHaveLength(LIMIT)
    expect(names()).toEqual(expect.arrayContaining(['orders', 'nightly', 'report', 'web', 'mail']))
    expect(removals()).toEqual([
      expect.objectContaining({
        resource: `/v1/tenants/${id}/consumer-groups`,
        before: expect.objectContaining({ consumerGroupCount: 9_905 }),
      }),
    ])
    expect(await sweepLater(world)).toMatchObject({ taken: 0, waiting: 0 })
    expect((await findingsOf(world)).every((text) => text.endsWith('repaired'))).toBe(true)
  })

  it('with members displaces none that was there before without', async () => {
    const { world, id, put, putMany, names } = await groupWorld()
    for (let n = 0; n < LIMIT; n += 1) put(`honest-${n}`)
    await sweepLater(world)
    putMany(3 * LIMIT, FLOOD, true)
    putMany(LIMIT, 'empty')
    for (let sweeps = 0; sweeps < 3; sweeps += 1) await sweepLater(world)
    expect(names().filter((name) => name.startsWith('honest'))).toHaveLength(LIMIT)
    expect(names().filter((name) => name.startsWith('empty'))).toEqual([])
    expect(await findingsOf(world)).toContain(`groups_excess ${id} open`)
    expect(await sweepLater(world)).toMatchObject({ taken: 0, waiting: 1 })
    putMany(3 * LIMIT)
    await sweepLater(world)
    expect(names()).toHaveLength(LIMIT)
    expect(names().every((name) => name.startsWith('honest'))).toBe(true)
    await sweepLater(world)
    expect(await findingsOf(world)).toContain(`groups_excess ${id} repaired`)
  })

  it('costs a neighbour nothing, and names without a tenant’s prefix are left alone', async () => {
    const { world, putMany, put } = await groupWorld()
    const other = await activeTenant(world, { name: 'other' })
    for (let n = 0; n < LIMIT; n += 1) put(`own-${n}`, false, other.id)
    const foreign = ['console-consumer-1', 'nobodysheard', 'Abcdefghijkl.x', '__internal']
    for (const name of foreign) world.groups.set(name, { members: [] })
    put('\nline', false)
    putMany(10_000)
    for (let sweeps = 0; sweeps < 3; sweeps += 1) await sweepLater(world)
    const left = [...world.groups.keys()]
    expect(left.filter((name) => name.startsWith(other.id))).toHaveLength(LIMIT)
    expect(left).toEqual(expect.arrayContaining(foreign))
    expect(left).toHaveLength(2 * LIMIT + foreign.length)
  })
})

describe('A few consumer groups too many', () => {
  it('stay for a day after the account was told', async () => {
    const { world, putMany, names } = await groupWorld()
    putMany(LIMIT + 7)
    for (let sweeps = 0; sweeps < 3; sweeps += 1) await sweepLater(world)
    expect(names()).toHaveLength(LIMIT + 7)
    await letTimePass(world, DAY_MS)
    expect(await sweepOnce(world)).toMatchObject({ taken: 7, waiting: 0 })
    expect(names()).toHaveLength(LIMIT)
  })

  it('stay for good once an operator silenced the finding, until the silence ends', async () => {
    const { world, putMany, names } = await groupWorld()
    putMany(10_000)
    await sweepLater(world)
    for (const { id } of await world.sweeping.findings.ofCluster(CELL.id))
      await silenceFinding(
        { ...world, ...world.sweeping },
        { actor: OPERATOR, requestId: 'req_1', sourceAddress: null },
        id,
        { silenceSeconds: 3_600, reason: 'A migration.' },
      )
    expect(await sweepLater(world)).toMatchObject({ taken: 0, waiting: 0 })
    expect(names()).toHaveLength(10_000)
    await letTimePass(world, DAY_MS)
    await sweepOnce(world)
    expect(names()).toHaveLength(LIMIT)
  })

  it('stay while the tenant is being deleted, as it may come back', async () => {
    const { world, id, putMany, names } = await groupWorld()
    putMany(10_000)
    await sweepLater(world)
    await deleteTenant(world, asked(), id, { graceSeconds: 3_600 })
    for (let sweeps = 0; sweeps < 3; sweeps += 1) await sweepLater(world)
    expect(names()).toHaveLength(10_000)
  })
})

describe('A cluster that does not show all its consumer groups', () => {
  it('is swept all the same, and what is known of its groups stays', async () => {
    const { world, id, put, putMany, told } = await groupWorld()
    put('nightly')
    await sweepLater(world)
    putMany(10_000)
    await sweepLater(world)
    const { caretakers, residents } = world.sweeping
    const rollOf = async () => (await residents.residents(CELL.id)).map(({ groups }) => groups)
    const roll = await rollOf()
    expect(roll[0]).toHaveLength(LIMIT)
    const answering = async (answer: ClusterCaretaker['groups']) => {
      const caretaker = { ...(await caretakers.of(CELL.id)), groups: answer }
      const deps = { ...world.sweeping, caretakers: { of: async () => caretaker } }
      return await sweepCell(deps, CELL.id)
    }
    const silent = await answering(async () => {
      throw new ServiceError('unavailable', 'No answer.')
    })
    expect(silent).toMatchObject({ reached: true, taken: 0, closed: 0 })
    const half = await answering(async () => new GroupTally().found(false))
    expect(half).toMatchObject({ reached: true, taken: 0, closed: 0 })
    expect(await rollOf()).toEqual(roll)
    expect(await findingsOf(world)).toEqual([`groups_over ${id} open`])
    expect(await sweepLater(world)).toMatchObject({ taken: 9_901 })
    expect(told()).toHaveLength(1)
  })
})
