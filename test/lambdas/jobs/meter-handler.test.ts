import { describe, expect, it } from '@jest/globals'
import { HOUR_MS, MINUTE_MS } from '../../../core/kernel/clock.ts'
import { ServiceError } from '../../../core/kernel/service-error.ts'
import { createMeterHandler } from '../../../lambdas/jobs/meter-handler.ts'
import { CELL, NOON, TENANT, TOPIC, withReading } from '../../core/usage/metered-world.ts'

async function setup() {
  const world = await withReading()
  const said: string[] = []
  const noted: object[] = []
  const deps = {
    ...world.deps,
    clusterId: CELL,
    report: (where: string, error: unknown) => said.push(`${where}: ${String(error)}`),
    note: (_where: string, facts: object) => noted.push(facts),
  }
  return { world, said, noted, deps, start: createMeterHandler(deps) }
}

describe('The function that meters a cell', () => {
  it('bills what was moved since the last start, and has nothing to say', async () => {
    const { world, said, noted, start } = await setup()
    world.cell.move('b1', TOPIC, 'in', 234)
    world.setNow(NOON + 2 * MINUTE_MS)
    await start()
    expect((await world.billed()).quantities.bytes_in).toBe(1_234n)
    expect([said, noted]).toEqual([[], []])
  })

  it('says that a broker did not show its counters, and that topics may have lost some', async () => {
    const { world, said, noted, start } = await setup()
    world.cell.addBroker('b2', null)
    world.cell.setUp('b2', false)
    world.cell.resign('b1', TOPIC)
    world.cell.move('b1', TOPIC, 'in', 10)
    world.setNow(NOON + 2 * MINUTE_MS)
    await start()
    expect(said).toEqual(['meter: Error: 1 of 2 brokers did not show their counters.'])
    expect(noted).toEqual([{ cluster: CELL, lostTopics: 1, disturbed: true }])
  })

  it('tells of a broker that was killed with bytes that nobody had read', async () => {
    const { world, said, noted, start } = await setup()
    world.cell.move('b1', TOPIC, 'in', 600)
    world.cell.restart('b1', NOON + MINUTE_MS)
    world.setNow(NOON + 2 * MINUTE_MS)
    await start()
    expect(said).toEqual([])
    expect(noted).toEqual([{ cluster: CELL, lostTopics: 0, disturbed: true }])
    world.setNow(NOON + 3 * MINUTE_MS)
    await start()
    expect(noted).toHaveLength(1)
  })

  it('sums every hour, also when that failed for hours from its first start on', async () => {
    const { world, deps, said } = await setup()
    let isFull = true
    const putWindows: typeof world.meter.putWindows = async (windows) => {
      if (isFull) throw new ServiceError('unavailable', 'The store does not answer.')
      await world.meter.putWindows(windows)
    }
    const start = createMeterHandler({ ...deps, meter: { ...world.meter, putWindows } })
    for (let minutes = 2; minutes <= 5 * 60; minutes += 2) {
      world.cell.move('b1', TOPIC, 'in', 1)
      world.setNow(NOON + minutes * MINUTE_MS)
      isFull = minutes < 4 * 60
      await start()
    }
    expect(said.length).toBeGreaterThan(50)
    const hours = await world.meter.windows({
      tenantId: TENANT,
      resolution: 'hour',
      from: NOON,
      to: NOON + 4 * HOUR_MS,
    })
    expect(hours.map(({ quantities }) => quantities.bytes_in)).toEqual([1_029n, 30n, 30n, 30n])
  })

  it('ends well when the cluster cannot be reached, so that Lambda does not start it again', async () => {
    const { deps, said } = await setup()
    const cells = {
      of: async () => {
        throw new ServiceError('unavailable', 'The cluster cannot be reached.')
      },
    }
    await createMeterHandler({ ...deps, cells })()
    expect(said).toHaveLength(1)
    expect(said[0]).toContain('cannot be reached')
  })
})
