import { DAY_MS } from '../kernel/clock.ts'
import { advanceCounter } from './advance-counter.ts'
import type { SeenTopic } from './cell-sighting.ts'
import type { BrokerStep } from './broker-step.ts'
import { COUNTERS, type Counter } from './meter-chunk.ts'
import type { CounterReading, TopicReadings } from './topic-readings.ts'

/** What is known of one topic before and after a look at the cell; at least one of the two is there. */
export interface TopicStep {
  readonly kafkaName: string
  readonly previous: TopicReadings | undefined
  readonly seen: SeenTopic | undefined
  readonly brokers: readonly BrokerStep[]
  /** This is its final reading. */
  readonly closing: boolean
  readonly now: number
}

export interface TopicAdvance {
  readonly bytes: Readonly<Record<Counter, number>>
  /** Null when there is nothing to remember. */
  readonly next: TopicReadings | null
  readonly lost: boolean
}

/** A broker that is behind may show the topics of long ago; readings of topics that are gone are kept that long. */
const GONE_KEPT_MS = DAY_MS
/** An id's beginning is enough to tell two topics of one name apart (32 bits). */
const ID_CHARS = 8
const FORMER_IDS_MAX = 3

export function advanceTopic(step: TopicStep): TopicAdvance {
  const { previous, seen, now } = step
  const goneSince = seen === undefined ? (previous?.goneSince ?? now) : null
  if (goneSince !== null && Math.abs(now - goneSince) > GONE_KEPT_MS) return NOTHING
  const madeAgain = isMadeAgain(previous, seen)
  const sums = { in: 0, out: 0 }
  const counters: CounterReading[] = []
  let lost = madeAgain || hasEnded(step)
  for (const broker of step.brokers) {
    for (const counter of COUNTERS) {
      const advance = advanceOn(step, broker, counter, madeAgain)
      sums[counter] += advance.bytes
      lost ||= advance.lost
      if (advance.next !== null) counters.push(advance.next)
    }
  }
  const known = { counters, goneSince, madeAgain, moved: sums.in + sums.out > 0 }
  // What was read to its end cannot have lost anything by ending.
  lost &&= previous?.closed !== true
  return { bytes: sums, next: nextOf(step, known), lost: lost || hasMovedUnread(step, madeAgain) }
}

const NOTHING: TopicAdvance = { bytes: { in: 0, out: 0 }, next: null, lost: false }

function hasEnded({ previous, seen }: TopicStep): boolean {
  return seen === undefined && previous?.goneSince === null
}

/**
 * A broker takes its counter away when it no longer leads. One that led between two looks leaves nothing behind but that
 * Kafka counts the changes of leaders; of a cell's first look nobody is billed anything.
 */
function hasMovedUnread({ previous, seen, brokers }: TopicStep, madeAgain: boolean): boolean {
  const changes = seen?.facts.leaderChanges ?? null
  if (changes === null || brokers.every(({ beginning }) => beginning === 'unknown')) return false
  const known = previous === undefined || madeAgain ? 0 : previous.leaderChanges
  return known !== null && changes > known
}

function isMadeAgain(previous: TopicReadings | undefined, seen: SeenTopic | undefined): boolean {
  if (previous === undefined || seen === undefined) return false
  // An id that was there before comes from a broker that is behind.
  return !previous.topicIds.split(' ').includes(shortId(seen))
}

function advanceOn(step: TopicStep, broker: BrokerStep, counter: Counter, madeAgain: boolean) {
  const previous = readingOf(step.previous, broker.brokerId, counter)
  const { sighting, restarted, beginning } = broker
  // What was read of the topic before says nothing about the one that has its name now.
  if (sighting === null) return keeping(madeAgain ? undefined : previous)
  const seen =
    step.seen === undefined
      ? sighting.valueOf(step.kafkaName, counter)
      : sighting.valueAt(step.seen.place, counter)
  if (seen === null && previous === undefined) return NOTHING_SEEN
  if (step.seen === undefined && !restarted && !hasGrown(previous, seen)) return keeping(previous)
  if (step.seen === undefined && previous === undefined) return keeping(undefined)
  const begunAnew = restarted || madeAgain
  const isGone = !mayLead(step.seen, broker.brokerId)
  const advance = advanceCounter({ previous, seen, begunAnew, isGone, beginning })
  return {
    ...advance,
    next: advance.next && { brokerId: broker.brokerId, counter, ...advance.next },
  }
}

const NOTHING_SEEN = { bytes: 0, lost: false, next: null }

function mayLead(topic: SeenTopic | undefined, brokerId: string): boolean {
  return (
    topic === undefined ||
    topic.facts.leaders.length === 0 ||
    topic.facts.leaders.includes(brokerId)
  )
}

function keeping(previous: CounterReading | undefined) {
  return { bytes: 0, lost: false, next: previous ?? null }
}

/** A counter without a topic is one that is going away: whose it was is known only if it was read before. */
function hasGrown(previous: CounterReading | undefined, seen: number | null): boolean {
  return previous !== undefined && seen !== null && seen >= previous.value
}

function readingOf(
  readings: TopicReadings | undefined,
  brokerId: string,
  counter: Counter,
): CounterReading | undefined {
  return readings?.counters.find((each) => each.brokerId === brokerId && each.counter === counter)
}

function nextOf(
  { previous, seen, closing }: TopicStep,
  known: {
    readonly counters: readonly CounterReading[]
    readonly goneSince: number | null
    readonly madeAgain: boolean
    readonly moved: boolean
  },
): TopicReadings | null {
  const { counters, goneSince } = known
  const topicIds = idsAfter(previous, seen, known.madeAgain)
  const name = seen?.name ?? previous?.name
  if (topicIds === null || name === undefined) return null
  if (counters.length === 0 && goneSince !== null) return null
  const closed = closing || (previous?.closed === true && !known.moved && !known.madeAgain)
  const leaderChanges = changesAfter(previous, seen, known.madeAgain)
  return { name, topicIds, leaderChanges, closed, goneSince, counters }
}

/** A broker that is behind may show fewer. */
function changesAfter(
  previous: TopicReadings | undefined,
  seen: SeenTopic | undefined,
  madeAgain: boolean,
): number | null {
  const before = previous?.leaderChanges ?? null
  const now = seen?.facts.leaderChanges ?? null
  if (madeAgain || before === null) return now
  return now === null ? before : Math.max(before, now)
}

function idsAfter(
  previous: TopicReadings | undefined,
  seen: SeenTopic | undefined,
  madeAgain: boolean,
): string | null {
  if (previous === undefined) return seen === undefined ? null : shortId(seen)
  if (seen === undefined || !madeAgain) return previous.topicIds
  const former = previous.topicIds.split(' ').slice(0, FORMER_IDS_MAX)
  return [shortId(seen), ...former].join(' ')
}

function shortId({ facts }: SeenTopic): string {
  return facts.topicId.slice(0, ID_CHARS)
}
