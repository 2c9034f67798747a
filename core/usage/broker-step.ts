import { MINUTE_MS, SECOND_MS } from '../kernel/clock.ts'
import type { Beginning } from './advance-counter.ts'
import type { BrokerSighting } from './broker-sighting.ts'
import type { CellSighting } from './cell-sighting.ts'
import type { BrokerMark, MeterChunk } from './meter-chunk.ts'

/** What one look means for the counters of one broker. */
export interface BrokerStep {
  readonly brokerId: string
  /** Null when the broker did not answer: its readings stay as they are. */
  readonly sighting: BrokerSighting | null
  readonly restarted: boolean
  readonly beginning: Beginning
}

/** Two passes and a half: the readings then span windows that got nothing. */
export const GAP_MS = 2 * MINUTE_MS + 30 * SECOND_MS

/** The brokers that were known or are seen, and whether bytes may be missing, or stand in this window that are older. */
export function stepBrokers(
  chunk: Pick<MeterChunk, 'since' | 'brokers'>,
  sighting: CellSighting,
  now: number,
): { readonly steps: readonly BrokerStep[]; readonly disturbed: boolean } {
  const marks = new Map(chunk.brokers.map((mark) => [mark.brokerId, mark]))
  const seen = new Map(sighting.brokers.map((each) => [each.brokerId, each]))
  const ids = [...new Set([...marks.keys(), ...seen.keys()])]
  const steps = ids.map((id) => stepOf(chunk.since, id, marks.get(id), seen.get(id)))
  const late = steps.some(({ brokerId, sighting: look }) => {
    const mark = marks.get(brokerId)
    return look !== null && mark !== undefined && Math.abs(now - mark.at) > GAP_MS
  })
  const cut = steps.some(({ brokerId, sighting: look }) => look === null && seen.has(brokerId))
  const restarted = steps.some((step) => step.restarted)
  return { steps, disturbed: late || cut || restarted || sighting.missed.length > 0 }
}

export function marksAfter(
  chunk: MeterChunk,
  steps: readonly BrokerStep[],
  now: number,
): readonly BrokerMark[] {
  return steps.flatMap(({ brokerId, sighting }) =>
    sighting === null
      ? chunk.brokers.filter((mark) => mark.brokerId === brokerId)
      : [{ brokerId, startedAt: sighting.startedAt, at: now }],
  )
}

function stepOf(
  since: number,
  brokerId: string,
  mark: BrokerMark | undefined,
  seen: BrokerSighting | undefined,
): BrokerStep {
  const sighting = seen === undefined || isCutShort(mark, seen) ? null : seen
  const startedAt = sighting?.startedAt ?? null
  const restarted =
    sighting !== null &&
    mark !== undefined &&
    mark.startedAt !== null &&
    mark.startedAt !== startedAt
  // Of a broker never read before, all is new if it began after the metering did; otherwise nobody knows what is.
  const beginning =
    mark !== undefined || (startedAt !== null && startedAt >= since) ? 'zero' : 'unknown'
  return { brokerId, sighting, restarted, beginning }
}

/** One that told when it began tells it always, so this is only a part of its answer. */
function isCutShort(mark: BrokerMark | undefined, seen: BrokerSighting): boolean {
  return mark !== undefined && mark.startedAt !== null && seen.startedAt === null
}
