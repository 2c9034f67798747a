import { advanceSteady, type SteadyBrokers } from './advance-steady.ts'
import { advanceTopic } from './advance-topic.ts'
import type { BrokerStep } from './broker-step.ts'
import { type SeenTopic, seenTopics } from './cell-sighting.ts'
import { chargeStanding, type StandingCharge, type StandingSample } from './charge-standing.ts'
import type { TenantMeter } from './meter-chunk.ts'
import type { TopicFacts } from './meter-ports.ts'
import { type CounterLists, keptForm, readingsOf, type TopicReadings } from './topic-readings.ts'
import type { TenantUsage } from './usage-entry.ts'
import type { Meter } from './usage-record.ts'

export interface TenantStep {
  readonly tenantId: string
  readonly previous: TenantMeter | undefined
  /** All topics of the cell, and where this tenant's stand among them. */
  readonly topics: readonly TopicFacts[]
  readonly places: readonly number[]
  readonly brokers: readonly BrokerStep[]
  /** See `steadyBrokers`. */
  readonly steady: SteadyBrokers | null
  readonly lists: CounterLists
  /** Bytes of brokers may be missing, or older than this window. */
  readonly disturbed: boolean
  /** Full names of topics whose final reading this is. */
  readonly closing: ReadonlySet<string>
  readonly now: number
}

export interface TenantAdvance {
  /** Null when nothing is left to remember. */
  readonly next: TenantMeter | null
  readonly usage: TenantUsage
  /** Topics of which up to one interval's bytes may never have been read. */
  readonly lostTopics: number
}

export function advanceTenant(step: TenantStep): TenantAdvance {
  const moved = moveTopics(step)
  const charge = chargeStanding(step.previous?.standing, sampleOf(step), step.now)
  const { next: standing } = charge
  const { tenantId } = step
  const { topics, values } = moved
  const isEmpty = step.places.length === 0 && topics.length === 0 && standing.bytes === 0
  return {
    next: isEmpty ? null : { tenantId, standing, topics, values },
    usage: {
      tenantId,
      quantities: {
        bytes_in: BigInt(moved.in),
        bytes_out: BigInt(moved.out),
        storage_byte_hours: charge.byteSeconds,
        partition_hours: charge.partitionSeconds,
      },
      incomplete: incompleteMeters(step.disturbed || moved.lostTopics > 0, charge),
    },
    lostTopics: moved.lostTopics,
  }
}

function moveTopics(step: TenantStep) {
  const { previous, topics, places, steady, closing } = step
  if (previous !== undefined && steady !== null && closing.size === 0) {
    const advance = advanceSteady(previous, topics, places, steady)
    if (advance !== null) return { ...advance, topics: previous.topics, lostTopics: 0 }
  }
  return moveEach(step)
}

function moveEach({ previous, lists, ...step }: TenantStep) {
  const sums = { in: 0, out: 0, lostTopics: 0 }
  const readings: TopicReadings[] = []
  const known = previous === undefined ? [] : readingsOf(previous)
  for (const [before, now] of pairsOf(known, seenTopics(step.topics, step.places))) {
    const kafkaName = now?.facts.kafkaName ?? `${step.tenantId}.${before?.name}`
    const advance = advanceTopic({
      kafkaName,
      previous: before,
      seen: now,
      brokers: step.brokers,
      closing: step.closing.has(kafkaName),
      now: step.now,
    })
    sums.in += advance.bytes.in
    sums.out += advance.bytes.out
    if (advance.lost) sums.lostTopics += 1
    if (advance.next !== null) readings.push(advance.next)
  }
  return { ...sums, ...keptForm(readings, previous?.topics ?? [], lists) }
}

type Pair = readonly [TopicReadings | undefined, SeenTopic | undefined]

/** What is known and what is seen of each topic. Known ones stay in their order, whatever order a cluster tells them in. */
function pairsOf(known: readonly TopicReadings[], seen: readonly SeenTopic[]): readonly Pair[] {
  const now = new Map(seen.map((topic) => [topic.name, topic]))
  const before = new Set(known.map(({ name }) => name))
  return [
    ...known.map((topic): Pair => [topic, now.get(topic.name)]),
    ...seen.flatMap((topic): Pair[] => (before.has(topic.name) ? [] : [[undefined, topic]])),
  ]
}

/** A topic whose final reading was taken is charged for until then. */
function sampleOf({ topics, places, closing }: TenantStep): StandingSample {
  let bytes: number | null = 0
  let partitions = 0
  for (const place of places) {
    const facts = topics[place]
    if (facts === undefined || closing.has(facts.kafkaName)) continue
    bytes = bytes === null || facts.bytes === null ? null : bytes + facts.bytes
    partitions += facts.partitions
  }
  return { bytes, partitions }
}

function incompleteMeters(bytesMayMiss: boolean, charge: StandingCharge): readonly Meter[] {
  const { bytesMissing, timeMissing } = charge
  const meters: Meter[] = bytesMayMiss ? ['bytes_in', 'bytes_out'] : []
  if (bytesMissing || timeMissing) meters.push('storage_byte_hours')
  if (timeMissing) meters.push('partition_hours')
  return meters
}
