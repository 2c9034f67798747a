import { nobodysEmail } from './families/oracles.ts'
import type { World } from './world.ts'

const PAIRS = 12
const RESAMPLES = 2_000

/** How much longer an answer about a known address takes than about one that nobody has, with its 95 % interval. */
export interface Timing {
  readonly what: string
  readonly pairs: number
  /** Median by median. */
  readonly ratio: number
  readonly low: number
  readonly high: number
}

/**
 * Asks about a known and an unknown address in turns, so that whatever else the machine does falls on both. Nothing is
 * asserted of it: that the work is the same is (test/adapters/embedded-identity/equal-work.test.ts).
 */
export async function measureOracles({ ask, victim }: World): Promise<readonly Timing[]> {
  const password = 'not the right password'
  return [
    await measured('log-in', victim.email, (email) =>
      ask('POST', '/sessions', { body: { email, password } }),
    ),
    await measured('sign-up', victim.email, (email) =>
      ask('POST', '/signup', { body: { email, password, accountName: 'Acme' } }),
    ),
  ]
}

async function measured(
  what: string,
  known: string,
  work: (email: string) => Promise<unknown>,
): Promise<Timing> {
  const [ofKnown, ofUnknown]: [number[], number[]] = [[], []]
  const timed = async (email: string) => {
    const from = performance.now()
    await work(email)
    return performance.now() - from
  }
  for (let pair = 0; pair < PAIRS; pair++) {
    ofKnown.push(await timed(known))
    ofUnknown.push(await timed(nobodysEmail()))
  }
  const ratios = Array.from(
    { length: RESAMPLES },
    () => median(resampled(ofKnown)) / median(resampled(ofUnknown)),
  ).toSorted((a, b) => a - b)
  const at = (share: number) => ratios[Math.floor(share * RESAMPLES)] ?? Number.NaN
  const ratio = median(ofKnown) / median(ofUnknown)
  return { what, pairs: PAIRS, ratio, low: at(0.025), high: at(0.975) }
}

function median(samples: readonly number[]): number {
  const sorted = samples.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return ((sorted[middle] ?? 0) + (sorted[sorted.length - 1 - middle] ?? 0)) / 2
}

/** The bootstrap: as many, drawn from what was seen, each time anew. */
function resampled(samples: readonly number[]): number[] {
  return samples.map(() => samples[Math.floor(Math.random() * samples.length)] ?? 0)
}

export function timingLine({ what, pairs, ratio, low, high }: Timing): string {
  const [r, l, h] = [ratio, low, high].map((each) => each.toFixed(3))
  return `${what}: a known address takes ${r} times as long as an unknown one (95 %: ${l} to ${h}; ${pairs} pairs)`
}
