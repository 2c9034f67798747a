import { expect } from '@jest/globals'
import { MINUTE_MS } from '../../core/kernel/clock.ts'
import { createFinalReadings } from '../../core/usage/final-readings.ts'
import { type MeasureDeps, measureCell } from '../../core/usage/measure-cell.ts'
import type { MeterStore } from '../../core/usage/meter-ports.ts'
import { rememberReadings } from '../../core/usage/remember-readings.ts'
import { createTopicIndexes } from '../../core/usage/topic-index.ts'
import { CELL, type MeteredWorld, meteredWorld, NOON } from '../core/usage/metered-world.ts'
import { BROKERS, COLLECTORS, type Event, TOPICS } from './history.ts'

/** Whether a broker's death or a leader's move may take bytes along that were not read yet. */
export type Losses = 'none' | 'unread'

interface Outcome {
  /** Of each tenant, in and out. */
  readonly moved: readonly number[]
  readonly billed: readonly number[]
  /** By the brokers' own totals. */
  readonly counted: number
  /** Bytes that went with a broker or a leader, unread. */
  readonly unread: number
  readonly flagged: boolean
}

const TENANTS = ['aaaaaaaaaaaa', 'mmmmmmmmmmmm']
const tenantOf = (topic: number) => TENANTS[topic % TENANTS.length] ?? ''
const nameOf = (topic: number) => `${tenantOf(topic)}.topic-${topic}`
const brokerId = (broker: number) => `b${broker + 1}`

/** Plays a history on a cell in memory; `none` reads every counter before it is taken away. */
export async function play(events: readonly Event[], losses: Losses): Promise<Outcome> {
  const world = await meteredWorld()
  const state = {
    world,
    losses,
    collectors: Array.from({ length: COLLECTORS }, () => collectorOf(world)),
    leaders: Array.from({ length: TOPICS }, () => 0),
    moved: TENANTS.map(() => 0),
    read: new Map<string, number>(),
    silent: new Set<string>(),
    unread: 0,
    remade: 0,
  }
  for (let n = 1; n < BROKERS; n += 1) world.cell.addBroker(brokerId(n), NOON - MINUTE_MS)
  await world.passLater()
  for (let n = 0; n < TOPICS; n += 1) world.addTopic(nameOf(n), { leaders: [brokerId(0)] })
  for (const event of events) await happen(state, event)
  answerAll(state)
  await world.passLater()
  const months = (await world.meter.totals(CELL))?.months ?? []
  const sums = await Promise.all(TENANTS.map((tenantId) => world.billed(tenantId)))
  return {
    moved: state.moved,
    billed: sums.map(({ quantities }) => Number(quantities.bytes_in + quantities.bytes_out)),
    counted: months.reduce((sum, month) => sum + Number(month.in + month.out), 0),
    unread: state.unread,
    flagged: sums.some(({ incomplete }) => incomplete.includes('bytes_in')),
  }
}

/** A process that meters all the time, and remembers what it wrote. */
function collectorOf({ deps }: MeteredWorld): MeasureDeps {
  return { ...deps, meter: rememberReadings(deps.meter), indexes: createTopicIndexes() }
}

interface State {
  readonly world: MeteredWorld
  readonly losses: Losses
  readonly collectors: readonly MeasureDeps[]
  readonly leaders: number[]
  readonly moved: number[]
  /** Bytes of a broker's topic since the last look at it that was written. */
  readonly read: Map<string, number>
  /** Brokers that do not show their metrics. */
  readonly silent: Set<string>
  unread: number
  remade: number
}

async function happen(state: State, event: Event): Promise<void> {
  const { world } = state
  switch (event.kind) {
    case 'move':
      return move(state, event)
    case 'pass':
      return void (await look(state, event.collector))
    case 'twice':
      await Promise.all([world.pass(), world.pass()])
      return markRead(state)
    case 'crash':
      return await crash(state, event)
    case 'lead':
      return await lead(state, event.topic, event.broker)
    case 'miss':
      state.silent.add(brokerId(event.broker))
      return world.cell.setUp(brokerId(event.broker), false)
    case 'restart':
      return await restart(state, event.broker)
    case 'remake':
      return await remake(state, event.topic)
    case 'clock':
      return world.setNow(world.clock.now() + event.byMs)
  }
}

function move(state: State, { topic, counter, bytes }: Extract<Event, { kind: 'move' }>): void {
  const id = brokerId(state.leaders[topic] ?? 0)
  state.world.cell.move(id, nameOf(topic), counter, bytes)
  const tenant = topic % TENANTS.length
  state.moved[tenant] = (state.moved[tenant] ?? 0) + bytes
  const key = `${id}/${topic}`
  state.read.set(key, (state.read.get(key) ?? 0) + bytes)
}

/** The next pass of a collector, a minute later. False when another wrote since its last one: it then counted nothing. */
async function look(state: State, collector = 0): Promise<boolean> {
  const { world, collectors } = state
  world.setNow(world.clock.now() + MINUTE_MS)
  const { overtaken } = await measureCell(collectors[collector] ?? world.deps, CELL)
  if (overtaken === 0) markRead(state)
  else answerAll(state)
  return overtaken === 0
}

/** Brokers that did not answer this time do the next time. */
function markRead(state: State): void {
  for (const key of state.read.keys()) {
    if (state.silent.has(key.split('/', 1)[0] ?? '')) continue
    state.read.delete(key)
  }
  answerAll(state)
}

function answerAll(state: State): void {
  state.silent.clear()
  for (let n = 0; n < BROKERS; n += 1) state.world.cell.setUp(brokerId(n), true)
}

/** The process ends before or after one of its calls to the store. */
async function crash(
  state: State,
  { call, when }: Extract<Event, { kind: 'crash' }>,
): Promise<void> {
  const { deps } = state.world
  let calls = 0
  const struck = async <T>(work: () => Promise<T>): Promise<T> => {
    const mine = calls === call
    calls += 1
    if (mine && when === 'before') throw new Error('killed')
    const answer = await work()
    if (mine) throw new Error('killed')
    return answer
  }
  const meter: MeterStore = {
    ...deps.meter,
    chunks: (clusterId) => struck(() => deps.meter.chunks(clusterId)),
    commit: (...what) => struck(() => deps.meter.commit(...what)),
  }
  await measureCell({ ...deps, meter }, CELL).catch(() => {})
}

async function lead(state: State, topic: number, broker: number): Promise<void> {
  const before = state.leaders[topic] ?? 0
  if (before === broker) return
  await readFirst(state)
  state.world.cell.resign(brokerId(before), nameOf(topic))
  lose(state, `${brokerId(before)}/${topic}`)
  state.leaders[topic] = broker
  const { facts } = state.world.cell
  const known = facts.get(nameOf(topic))
  if (known === undefined) return
  const leaderChanges = (known.leaderChanges ?? 0) + 1
  facts.set(nameOf(topic), { ...known, leaders: [brokerId(broker)], leaderChanges })
}

async function restart(state: State, broker: number): Promise<void> {
  await readFirst(state)
  state.world.cell.restart(brokerId(broker), state.world.clock.now() + state.remade)
  state.remade += 1
  for (let topic = 0; topic < TOPICS; topic += 1) lose(state, `${brokerId(broker)}/${topic}`)
}

async function remake(state: State, topic: number): Promise<void> {
  const { world } = state
  const report = () => {}
  await readFirst(state)
  answerAll(state)
  await createFinalReadings(world.deps, report).take(CELL, [nameOf(topic)])
  for (let n = 0; n < BROKERS; n += 1) world.cell.resign(brokerId(n), nameOf(topic))
  state.remade += 1
  const leaders = [brokerId(state.leaders[topic] ?? 0)]
  world.addTopic(nameOf(topic), { topicId: `id-${state.remade}`, leaders })
}

async function readFirst(state: State): Promise<void> {
  if (state.losses === 'unread') return
  answerAll(state)
  if (await look(state)) return
  expect(await look(state)).toBe(true)
}

function lose(state: State, key: string): void {
  const bytes = state.read.get(key) ?? 0
  state.unread += bytes
  state.read.delete(key)
}
