import { describe, expect, it } from '@jest/globals'
import { MemoryClusterObserver } from '../../../adapters/memory/memory-cluster-observer.ts'
import { memoryObservationStore } from '../../../adapters/memory/memory-observation-store.ts'
import { ServiceError } from '../../../core/kernel/service-error.ts'
import { isInUse } from '../../../core/usage/observation.ts'
import { observeCell } from '../../../core/usage/observe-cell.ts'

const TENANT = 'abcdefghijk1'
const USER = `${TENANT}-1`
const START = 1_764_000_000_000
const SECOND = 1_000
const MINUTE = 60 * SECOND

function setup() {
  const observer = new MemoryClusterObserver()
  const observations = memoryObservationStore()
  let now = START
  const deps = { observers: { of: async () => observer }, observations, clock: { now: () => now } }
  return {
    observer,
    observations,
    deps,
    wait: (ms: number) => {
      now += ms
    },
    look: () => observeCell(deps, 'cl_1'),
    stored: (tenantId = TENANT) => observations.get(tenantId),
  }
}

describe('a look at a cell', () => {
  it('keeps sizes and uses by tenant, under the names that the customer gave', async () => {
    const { observer, look, stored } = setup()
    observer.bytes.set(`${TENANT}.orders`, 107_000).set(`${TENANT}.a.b_c`, 0)
    observer.bytes.set('zyxwvutsrqp9.orders', 5)
    observer.atWork.add(USER)
    expect(await look()).toEqual({ seen: 2, written: 2, topicsReached: true, usersReached: true })
    expect(await stored()).toEqual({
      tenantId: TENANT,
      at: START,
      topicBytes: { orders: 107_000, 'a.b_c': 0 },
      lastUsedAt: { [USER]: START },
    })
    expect((await stored('zyxwvutsrqp9'))?.topicBytes).toEqual({ orders: 5 })
  })

  it('leaves out what belongs to no tenant', async () => {
    const { observer, look } = setup()
    observer.bytes.set('__consumer_offsets', 9).set('orders', 9).set('1bcdefghijk1.x', 9)
    for (const user of ['headgate-admin', 'ANONYMOUS', `${TENANT}-`, `${TENANT}-1x`])
      observer.atWork.add(user)
    expect(await look()).toMatchObject({ seen: 0, written: 0 })
  })

  it('says of no user when it was last used where users cannot be watched', async () => {
    const { observer, deps, look, stored, wait } = setup()
    observer.bytes.set(`${TENANT}.orders`, 1)
    observer.atWork.add(USER)
    await look()
    wait(MINUTE)
    const blind = { topicBytes: () => observer.topicBytes() }
    const look2 = () => observeCell({ ...deps, observers: { of: async () => blind } }, 'cl_1')
    expect(await look2()).toMatchObject({ written: 1, topicsReached: true, usersReached: true })
    expect(await stored()).toEqual({
      tenantId: TENANT,
      at: START + MINUTE,
      topicBytes: { orders: 1 },
    })
    wait(MINUTE)
    expect(await look2()).toMatchObject({ written: 0 })
  })

  it('sees more tenants than one read of the store gives', async () => {
    const { observer, look, stored } = setup()
    const ids = Array.from({ length: 250 }, (_, n) => `abcdefghi${n + 100}`)
    for (const id of ids) observer.bytes.set(`${id}.orders`, 1)
    expect(await look()).toMatchObject({ seen: 250, written: 250 })
    for (const id of ids) expect((await stored(id))?.topicBytes).toEqual({ orders: 1 })
  })
})

describe('what could not be seen', () => {
  it('keeps its size while the broker that has it does not answer', async () => {
    const { observer, look, stored, wait } = setup()
    observer.bytes.set(`${TENANT}.orders`, 107_000).set(`${TENANT}.invoices`, 10)
    await look()
    wait(10 * MINUTE)
    observer.bytes.set(`${TENANT}.orders`, null).set(`${TENANT}.invoices`, 20)
    await look()
    expect((await stored())?.topicBytes).toEqual({ orders: 107_000, invoices: 20 })
  })

  it('has no size before it was ever seen', async () => {
    const { observer, look, stored } = setup()
    observer.bytes.set(`${TENANT}.orders`, null).set(`${TENANT}.constructor`, null)
    await look()
    expect((await stored())?.topicBytes).toEqual({})
  })

  it('stays as it is when no broker answers', async () => {
    const { observer, look, stored, wait } = setup()
    observer.bytes.set(`${TENANT}.orders`, 107_000)
    observer.atWork.add(USER)
    await look()
    const before = await stored()
    wait(10 * MINUTE)
    observer.topicsDown = true
    observer.usersDown = true
    expect(await look()).toEqual({ seen: 0, written: 0, topicsReached: false, usersReached: false })
    expect(await stored()).toEqual(before)
  })

  it('does not keep the other half from being seen', async () => {
    const { observer, look, stored, wait } = setup()
    observer.bytes.set(`${TENANT}.orders`, 100)
    observer.atWork.add(USER)
    await look()
    wait(MINUTE)
    observer.topicsDown = true
    await look()
    expect(await stored()).toMatchObject({
      topicBytes: { orders: 100 },
      lastUsedAt: { [USER]: START + MINUTE },
    })
    observer.topicsDown = false
    observer.usersDown = true
    observer.bytes.set(`${TENANT}.orders`, 200)
    wait(MINUTE)
    expect(await look()).toMatchObject({ topicsReached: true, usersReached: false })
    expect(await stored()).toMatchObject({
      topicBytes: { orders: 200 },
      lastUsedAt: { [USER]: START + MINUTE },
    })
  })

  it('is no reason to hide a fault that is ours', async () => {
    const { observer, look } = setup()
    observer.topicBytes = () => Promise.reject(new ServiceError('internal', 'A fault.'))
    await expect(look()).rejects.toThrow('A fault.')
  })
})

describe('a topic that is gone', () => {
  it('is forgotten with the next look', async () => {
    const { observer, look, stored } = setup()
    observer.bytes.set(`${TENANT}.orders`, 1).set(`${TENANT}.invoices`, 2)
    await look()
    observer.bytes.delete(`${TENANT}.orders`)
    await look()
    expect((await stored())?.topicBytes).toEqual({ invoices: 2 })
  })
})

describe('a write', () => {
  it('is spared while nothing changed but noise, and made up for after five minutes', async () => {
    const { observer, look, stored, wait } = setup()
    observer.bytes.set(`${TENANT}.orders`, 100_000)
    await look()
    expect(await look()).toMatchObject({ seen: 1, written: 0 })
    observer.bytes.set(`${TENANT}.orders`, 100_999)
    wait(5 * SECOND)
    expect(await look()).toMatchObject({ written: 0 })
    expect((await stored())?.topicBytes).toEqual({ orders: 100_000 })
    wait(5 * MINUTE)
    expect(await look()).toMatchObject({ written: 1 })
    expect((await stored())?.topicBytes).toEqual({ orders: 100_999 })
  })

  it('follows at once when a size moved by more than one percent, or from nothing', async () => {
    const { observer, look, stored } = setup()
    observer.bytes.set(`${TENANT}.orders`, 100_000).set(`${TENANT}.empty`, 0)
    await look()
    observer.bytes.set(`${TENANT}.orders`, 98_900)
    expect(await look()).toMatchObject({ written: 1 })
    observer.bytes.set(`${TENANT}.empty`, 1)
    expect(await look()).toMatchObject({ written: 1 })
    expect((await stored())?.topicBytes).toEqual({ orders: 98_900, empty: 1 })
  })

  it('follows a user at work every half minute, and not more often', async () => {
    const { observer, look, stored, wait } = setup()
    observer.atWork.add(USER)
    await look()
    wait(30 * SECOND)
    expect(await look()).toMatchObject({ written: 0 })
    wait(SECOND)
    expect(await look()).toMatchObject({ written: 1 })
    expect((await stored())?.lastUsedAt).toEqual({ [USER]: START + 31 * SECOND })
  })

  it('is repeated every month, so that no store forgets a tenant that is at rest', async () => {
    const { observer, look, wait } = setup()
    observer.bytes.set(`${TENANT}.orders`, 1)
    await look()
    wait(30 * 24 * 60 * MINUTE)
    expect(await look()).toMatchObject({ written: 1 })
  })

  it('never moves a last use back when a clock does', async () => {
    const { observer, look, stored, wait } = setup()
    observer.atWork.add(USER)
    await look()
    wait(-MINUTE)
    observer.bytes.set(`${TENANT}.orders`, 1)
    await look()
    expect(await stored()).toMatchObject({
      topicBytes: { orders: 1 },
      lastUsedAt: { [USER]: START },
    })
  })

  it('keeps the 400 users that were at work last', async () => {
    const { observer, look, stored, wait } = setup()
    for (let number = 1; number <= 3; number += 1) {
      observer.atWork.clear()
      for (let n = 0; n < 200; n += 1) observer.atWork.add(`${TENANT}-${number * 1_000 + n}`)
      await look()
      wait(MINUTE)
    }
    const kept = Object.keys((await stored())?.lastUsedAt ?? {})
    expect(kept).toHaveLength(400)
    expect(kept.filter((user) => user.startsWith(`${TENANT}-1`))).toEqual([])
  })
})

describe('a user', () => {
  it('is in use for a minute after it was seen', async () => {
    const { observer, look, stored } = setup()
    observer.atWork.add(USER)
    await look()
    const observation = await stored()
    if (observation === undefined) throw new Error('Nothing was stored.')
    expect(isInUse(observation, USER, START + MINUTE - 1)).toBe(true)
    expect(isInUse(observation, USER, START + MINUTE)).toBe(false)
    expect(isInUse(observation, `${TENANT}-2`, START)).toBe(false)
    expect(isInUse(observation, 'constructor', START)).toBe(false)
  })
})
