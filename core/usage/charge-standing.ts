import { DAY_MS, SECOND_MS } from '../kernel/clock.ts'
import { GAP_MS } from './broker-step.ts'
import type { Standing } from './meter-chunk.ts'

/** What a look at a tenant's topics showed; null bytes: not all of them could be seen. */
export interface StandingSample {
  readonly bytes: number | null
  readonly partitions: number
}

export interface StandingCharge {
  readonly next: Standing
  readonly byteSeconds: bigint
  readonly partitionSeconds: bigint
  /** No sample of the bytes, or none for so long that nothing can be said. */
  readonly bytesMissing: boolean
  /** The clock went a day ahead or back, or nobody looked for a day: that time is not charged. */
  readonly timeMissing: boolean
}

/** Nobody is charged for longer than this by what was seen only before it. */
const CARRY_MAX_MS = DAY_MS

/**
 * Charges the time since the last look by what was seen then: a size holds until the next one is seen. A missed sample is
 * not zero: the size seen last goes on, for a day at most. After a gap the smaller of both ends counts. Time is charged
 * once: when the clock goes back, nothing is until it is again where it was.
 */
export function chargeStanding(
  previous: Standing | undefined,
  sample: StandingSample,
  now: number,
): StandingCharge {
  const bytesMissing = sample.bytes === null
  const seen = {
    bytes: sample.bytes ?? previous?.bytes ?? null,
    bytesSeenAt: bytesMissing ? (previous?.bytesSeenAt ?? now) : now,
    partitions: sample.partitions,
  }
  const nothing = { byteSeconds: 0n, partitionSeconds: 0n, bytesMissing, timeMissing: false }
  if (previous === undefined) return { ...nothing, next: { ...seen, chargedUntil: now } }
  const elapsedMs = now - previous.chargedUntil
  if (Math.abs(elapsedMs) > CARRY_MAX_MS)
    return { ...nothing, timeMissing: true, next: { ...seen, chargedUntil: now } }
  // Whole seconds: the rest of the last one is charged with the next look.
  const seconds = Math.max(0, Math.floor(elapsedMs / SECOND_MS))
  const charged = amountsFor(previous, sample, elapsedMs, now)
  return {
    ...nothing,
    next: { ...seen, chargedUntil: previous.chargedUntil + seconds * SECOND_MS },
    byteSeconds: BigInt(charged.bytes) * BigInt(seconds),
    partitionSeconds: BigInt(charged.partitions) * BigInt(seconds),
  }
}

function amountsFor(previous: Standing, sample: StandingSample, elapsedMs: number, now: number) {
  const isStale = now - previous.bytesSeenAt > CARRY_MAX_MS
  const bytes = previous.bytes === null || isStale ? 0 : previous.bytes
  if (elapsedMs <= GAP_MS) return { bytes, partitions: previous.partitions }
  return {
    bytes: Math.min(bytes, sample.bytes ?? bytes),
    partitions: Math.min(previous.partitions, sample.partitions),
  }
}
