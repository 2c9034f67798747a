import { describe, expect, it } from '@jest/globals'
import { meteredWorld, TENANT } from './metered-world.ts'

const idOf = (n: number) => `t${String(n).padStart(11, '0')}`

describe('A cell with more tenants than a chunk holds', () => {
  it('is cut into chunks, and every byte before and after is billed once', async () => {
    const world = await meteredWorld()
    const tenants = Array.from({ length: 420 }, (_, n) => idOf(n * 7))
    const moveAll = (bytes: number) => {
      for (const id of tenants) world.cell.move('b1', `${id}.orders`, 'in', bytes)
    }
    for (const id of tenants) world.addTopic(`${id}.orders`)
    moveAll(10)
    await world.passLater()
    expect((await world.meter.chunks('cl_1')).map(({ low }) => low)).toEqual([
      '',
      ...[100, 200, 300, 400].map((n) => idOf(n * 7)),
    ])
    // New ones come in between, and before the first.
    for (const id of [idOf(3), idOf(1_500), TENANT]) {
      tenants.push(id)
      world.addTopic(`${id}.orders`)
    }
    moveAll(5)
    await world.passLater()
    const bills = await world.billedToAll()
    const bytes = tenants.map((id) => bills.get(id)?.quantities.bytes_in)
    expect(bytes).toEqual([...Array(420).fill(15n), 5n, 5n, 5n])
    const at = world.clock.now()
    const minutes = await world.records('minute', at - 600_000, at + 1, idOf(2_800))
    expect(
      minutes.filter(({ meter }) => meter === 'bytes_in').map(({ quantity }) => quantity),
    ).toEqual([10n, 5n])
  })

  it('loses and doubles nothing when two collectors split it at once', async () => {
    const world = await meteredWorld()
    const tenants = Array.from({ length: 200 }, (_, n) => idOf(n))
    for (const id of tenants) {
      world.addTopic(`${id}.orders`)
      world.cell.move('b1', `${id}.orders`, 'in', 3)
    }
    await Promise.all([world.pass(), world.pass(), world.pass()])
    await world.passLater()
    const bills = await world.billedToAll()
    const bytes = tenants.map((id) => bills.get(id)?.quantities.bytes_in)
    expect(new Set(bytes)).toEqual(new Set([3n]))
  })
})
