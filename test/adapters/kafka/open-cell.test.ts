import { readFileSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { registeredProvider } from '../../../adapters/kafka/registered-cluster.ts'
import { tendCluster } from '../../../core/cluster/tend-cluster.ts'
import { eventually } from '../../contracts/eventually.ts'
import { type RealBroker, startRealBroker } from '../../contracts/real-broker.ts'
import { CELL, putCell } from '../../core/fixtures/world.ts'
import { type DriftBench, driftBench } from './drift-bench.ts'

const START_MS = 300_000
const TEST_MS = 600_000
const PATIENCE_MS = 120_000
const SETTING = 'allow.everyone.if.no.acl.found'

let broker: RealBroker
let bench: DriftBench
let propertiesFile = ''

beforeAll(async () => {
  broker = await startRealBroker({
    adjust(file) {
      propertiesFile = file
    },
  })
  bench = await driftBench(broker.cluster, false)
  await putCell(bench.world.clusters, { ...CELL, brokers: 1, state: 'preparing' })
}, START_MS)

afterAll(async () => {
  await bench.close()
  await broker.stop()
})

/** As the installation looks after its cells. */
async function tend(): Promise<void> {
  const { world, admin, gate } = bench
  const provider = registeredProvider(CELL, admin)
  await tendCluster({ ...world, admin, gate, provider }, CELL.id)
}

/** Kafka reads that setting at its start alone. */
async function restartWith(everyone: boolean): Promise<void> {
  await broker.kill()
  const former = readFileSync(propertiesFile, 'latin1')
  const changed = former.replace(`${SETTING}=${!everyone}`, `${SETTING}=${everyone}`)
  expect(changed).not.toBe(former)
  writeFileSync(propertiesFile, changed, 'latin1')
  await broker.start()
}

async function becomes(state: string): Promise<void> {
  await eventually(async () => {
    await tend()
    expect(await bench.world.clusters.get(CELL.id)).toMatchObject({ state })
  }, PATIENCE_MS)
}

async function findings(): Promise<readonly string[]> {
  const all = await bench.sweeping.findings.ofCluster(CELL.id)
  return all.map(({ kind, resource, state }) => `${kind} ${resource} ${state}`)
}

/** A broker that has just started may not answer everything yet. */
async function sweepUntil(expected: readonly string[]): Promise<void> {
  await eventually(async () => {
    expect(await bench.sweep()).toMatchObject({ reached: true })
    expect(await findings()).toEqual(expected)
  }, PATIENCE_MS)
}

describe('A real broker that is opened to everybody after its cell was ready', () => {
  it(
    'is found by the next sweep, takes no tenants, and is ready by itself once it denies again',
    async () => {
      await becomes('ready')
      await sweepUntil([])
      bench.requests()
      expect(await bench.sweep()).toMatchObject({ found: [], waiting: 0 })
      // An empty cluster has no settings of topics to ask for; the canary has a connection of its own.
      expect(bench.requests()).toBe(4)

      await restartWith(true)
      await sweepUntil([`open_cell ${CELL.id} open`])
      const { state, reason } = (await bench.world.clusters.get(CELL.id)) ?? {}
      expect([state, reason]).toEqual(['preparing', expect.stringContaining(SETTING)])
      await tend()
      expect(await bench.world.clusters.get(CELL.id)).toMatchObject({ state: 'preparing' })

      await restartWith(false)
      await becomes('ready')
      await sweepUntil([`open_cell ${CELL.id} repaired`])
    },
    TEST_MS,
  )
})
