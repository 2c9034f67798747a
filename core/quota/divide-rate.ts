import { RATE_WINDOW_MS, WINDOW_PART } from './served-lately.ts'
import { waterFill } from './water-fill.ts'

/** How one credential stands to one rate. */
export interface Claim {
  /** What it was served on each broker that it was seen on, a second. */
  readonly rates: readonly number[]
  /** It would have used more. */
  readonly hungry: boolean
  /** What it was served lately, fading: a pause of seconds does not cost it its share. */
  readonly lately: number
}

export interface RateToDivide {
  /** Of the tenant, a second, over all brokers: what the shares add up to. */
  readonly rate: number
  readonly brokers: number
  /** What may be served, at most, until the next look at the brokers. */
  readonly allowance: number
  /** Seconds until the next look. */
  readonly horizonS: number
}

/** Kafka looks back this long: from rest, a client gets so many seconds of its quota at once (`quota.window.num`). */
const BURST_S = 10
const WINDOW_S = RATE_WINDOW_MS / 1_000
/** A share lies so much above what a credential that could have more was seen to use. */
const HEADROOM = 1.25
/** Of the rate, on one broker: less would leave a credential unseen. */
const LEAST_PART = 0.005
/**
 * Of the rate, kept ready for credentials that are not hungry, beyond what the others have: one that begins is not
 * starved until the next look. The most that the allowance has room for is taken.
 */
const READY_PARTS = [0.4, 0.2, 0.1, 0.05]

/**
 * The quota of each claim, to be enforced by every broker for itself. Those who are hungry share evenly what the others
 * leave; what nobody uses is spread over all. One that is busy on three brokers gets a third of its share on each. Whatever
 * the clients do next, until the next look no more than the allowance is served, but for the least that keeps them seen.
 */
export function divideRate(divided: RateToDivide, claims: readonly Claim[]): readonly number[] {
  const shares = sharesOf(divided, claims)
  for (const readyPart of READY_PARTS) {
    const quotas = withReady(divided, claims, shares, readyPart)
    if (mostServed(divided, claims, quotas) <= divided.allowance) return quotas
  }
  return scaled(divided, claims, withReady(divided, claims, shares, READY_PARTS.at(-1) ?? 0))
}

/** Without room to spare: what is used, and an even part of what is not. */
function sharesOf(divided: RateToDivide, claims: readonly Claim[]): readonly number[] {
  const { rate } = divided
  const parts = waterFill(rate, claims.map(wishOf))
  const spare = Math.max(0, rate - sum(parts)) / claims.length
  const most = mostOfOne(divided)
  return claims.map((claim, n) => Math.min(most, ((parts[n] ?? 0) + spare) / spreadOf(claim)))
}

/**
 * For one credential on one broker. With looks that are far apart and many brokers, all of the rate would have to be taken
 * back after some minutes, as the credential could turn to the other brokers at any time; this much can stay.
 */
function mostOfOne({ rate, brokers, horizonS }: RateToDivide): number {
  const lasting = (WINDOW_PART * WINDOW_S) / (WINDOW_S + (brokers - 1) * (horizonS + BURST_S))
  return rate * Math.min(1, lasting)
}

function withReady(
  { rate }: RateToDivide,
  claims: readonly Claim[],
  shares: readonly number[],
  readyPart: number,
): readonly number[] {
  const ready = (rate * readyPart) / Math.max(1, claims.length - 1)
  return claims.map(({ hungry }, n) =>
    hungry ? (shares[n] ?? 0) : Math.max(shares[n] ?? 0, Math.min(rate, ready)),
  )
}

function wishOf({ rates, hungry, lately }: Claim): number {
  return hungry ? Number.POSITIVE_INFINITY : Math.max(sum(rates) * HEADROOM, lately)
}

/** On how many brokers it is busy, as it were: 1 for one alone, 3 for three alike, 1.5 for one and half as much on another. */
function spreadOf({ rates }: Claim): number {
  const most = Math.max(0, ...rates)
  return most === 0 ? 1 : sum(rates) / most
}

/** If every credential turned to every broker with all that its quota lets through. */
function mostServed(
  { brokers, horizonS }: RateToDivide,
  claims: readonly Claim[],
  quotas: readonly number[],
): number {
  const each = claims.map(({ rates }, n) => {
    const quota = quotas[n] ?? 0
    const bursts = Array.from({ length: brokers }, (_, b) => Math.max(0, quota - (rates[b] ?? 0)))
    return quota * brokers * horizonS + sum(bursts) * BURST_S
  })
  return sum(each)
}

function scaled(
  divided: RateToDivide,
  claims: readonly Claim[],
  quotas: readonly number[],
): readonly number[] {
  const { rate, brokers, allowance } = divided
  const possible = mostServed(divided, claims, quotas)
  const scale = possible <= 0 ? 1 : Math.min(1, Math.max(0, allowance) / possible)
  const least = (rate * LEAST_PART) / brokers
  return quotas.map((quota) => Math.max(quota * scale, least))
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
