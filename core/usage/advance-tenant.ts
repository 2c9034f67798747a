import { advanceTopic } from './advance-topic.ts'
import type { BrokerStep } from './broker-step.ts'
import type { SeenTopic } from './cell-sighting.ts'
import { chargeStanding, type StandingCharge, type StandingSample } from './charge-standing.ts'
import type { TenantMeter, TopicReadings } from './meter-chunk.ts'
import type { TenantUsage } from './usage-entry.ts'
import type { Meter } from './usage-record.ts'

export interface TenantStep {
  readonly tenantId: string
  readonly previous: TenantMeter | undefined
  readonly seen: readonly SeenTopic[]
  readonly brokers: readonly BrokerStep[]
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
  const isEmpty = step.seen.length === 0 && moved.topics.length === 0 && standing.bytes === 0
  return {
    next: isEmpty ? null : { tenantId: step.tenantId, standing, topics: moved.topics },
    usage: {
      tenantId: step.tenantId,
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

function moveTopics({ previous, seen, ...step }: TenantStep) {
  const sums = { in: 0, out: 0, lostTopics: 0 }
  const topics: TopicReadings[] = []
  for (const [before, now] of pairsOf(previous?.topics ?? [], seen)) {
    const kafkaName = now?.kafkaName ?? `${step.tenantId}.${before?.name}`
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
    if (advance.next !== null) topics.push(advance.next)
  }
  return { ...sums, topics }
}

type Pair = readonly [TopicReadings | undefined, SeenTopic | undefined]

/** What is known and what is seen of each topic; mostly both are the same topics in the same order. */
function pairsOf(known: readonly TopicReadings[], seen: readonly SeenTopic[]): readonly Pair[] {
  const isSame =
    known.length === seen.length && known.every(({ name }, n) => name === seen[n]?.name)
  if (isSame) return known.map((topic, n) => [topic, seen[n]])
  const now = new Map(seen.map((topic) => [topic.name, topic]))
  const before = new Map(known.map((topic) => [topic.name, topic]))
  const gone = known.filter(({ name }) => !now.has(name))
  return [
    ...seen.map((topic): Pair => [before.get(topic.name), topic]),
    ...gone.map((topic): Pair => [topic, undefined]),
  ]
}

/** A topic whose final reading was taken is charged for until then. */
function sampleOf({ seen, closing }: TenantStep): StandingSample {
  const staying = seen.filter(({ kafkaName }) => !closing.has(kafkaName))
  let bytes: number | null = 0
  let partitions = 0
  for (const { facts } of staying) {
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
