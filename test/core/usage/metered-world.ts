import { memoryMeteredCell } from '../../../adapters/memory/memory-metered-cell.ts'
import { pagesOf } from '../fixtures/pages-of.ts'
import { memoryMeterStore } from '../../../adapters/memory/memory-meter-store.ts'
import { MINUTE_MS } from '../../../core/kernel/clock.ts'
import { createFinalReadings } from '../../../core/usage/final-readings.ts'
import { measureCell } from '../../../core/usage/measure-cell.ts'
import type { MeterStore, TopicFacts } from '../../../core/usage/meter-ports.ts'
import { rollUp, sumByTenant } from '../../../core/usage/roll-up.ts'
import { noUsage, type TenantUsage } from '../../../core/usage/usage-entry.ts'
import { createUsageLedger } from '../../../core/usage/usage-ledger.ts'
import type { UsageLedger } from '../../../core/usage/usage-ports.ts'
import type { Meter, Resolution, UsageRecord } from '../../../core/usage/usage-record.ts'

export const CELL = 'cl_1'
export const TENANT = 'aaaaaaaaaaaa'
export const OTHER = 'bbbbbbbbbbbb'
export const TOPIC = `${TENANT}.orders`
/** Noon of a day without anything special. */
export const NOON = Date.UTC(2026, 4, 12, 12)

/** A cell of one broker `b1` that is metered since `start`, and the clock that it goes by. */
export async function meteredWorld(start = NOON) {
  const cell = memoryMeteredCell()
  const meter = memoryMeterStore()
  let now = start
  const clock = { now: () => now }
  const deps = { cells: { of: async () => cell }, meter, clock }
  const reported: unknown[] = []
  const ledger = createUsageLedger({ meter, clusterOf: async () => CELL })
  cell.addBroker('b1', start - MINUTE_MS)
  const world = {
    cell,
    meter,
    clock,
    deps,
    ledger,
    reported,
    finalReadings: createFinalReadings(deps, (error) => reported.push(error)),
    setNow: (at: number) => {
      now = at
    },
    addTopic: (kafkaName: string, facts: Partial<TopicFacts> = {}) => {
      cell.facts.set(kafkaName, {
        topicId: 'first-id',
        partitions: 1,
        bytes: 0,
        leaders: [],
        leaderChanges: 0,
        ...facts,
      })
    },
    pass: () => measureCell(deps, CELL),
    rollUp: () => rollUp(deps, CELL),
    /** The next pass, a minute later. */
    passLater: async (byMs = MINUTE_MS) => {
      now += byMs
      return await measureCell(deps, CELL)
    },
    billed: async (tenantId = TENANT) =>
      (await billedToAll(meter)).get(tenantId) ?? noUsage(tenantId),
    billedToAll: () => billedToAll(meter),
    records: (resolution: Resolution, from: number, to: number, tenantId = TENANT) =>
      allRecords(ledger, { tenantId, resolution, from, to }),
  }
  await world.pass()
  return world
}

export type MeteredWorld = Awaited<ReturnType<typeof meteredWorld>>

/** All that was ever billed, by tenant. */
async function billedToAll(meter: MeterStore): Promise<ReadonlyMap<string, TenantUsage>> {
  const lows = (await meter.chunks(CELL)).map(({ low }) => low)
  const entries = await meter.entries({ clusterId: CELL, lows, from: 0, to: 1e15 })
  const sums = sumByTenant(entries.flatMap(({ tenants }) => tenants))
  return new Map(sums.map((sum) => [sum.tenantId, sum]))
}

async function allRecords(
  ledger: UsageLedger,
  range: Parameters<UsageLedger['list']>[0],
): Promise<readonly UsageRecord[]> {
  return (await pagesOf((page) => ledger.list(range, page), 1_000)).flat()
}

/** `[windowStart, quantity]` of one meter. */
export function ofMeter(records: readonly UsageRecord[], meter: Meter) {
  return records.flatMap((each) =>
    each.meter === meter ? [[each.windowStart, each.quantity]] : [],
  )
}

/** A topic that was read at 1,000 bytes in. */
export async function withReading() {
  const world = await meteredWorld()
  world.addTopic(TOPIC)
  world.cell.move('b1', TOPIC, 'in', 1_000)
  await world.passLater()
  return world
}
