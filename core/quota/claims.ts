import type { Claim } from './divide-rate.ts'
import type { UserLoad } from './quota-ports.ts'
import type { SharedRate, UserShare } from './tenant-shares.ts'

/** Half of what was used is forgotten in so many milliseconds. */
const FADES_MS = 15_000
/** Of a quota: who uses so much would perhaps use more. */
const NEARLY_ALL = 0.75

/** How a user stands to one of its rates on the brokers that answered; the fading memory is moved on by `faded`. */
export function claimOf(user: UserShare, loads: readonly UserLoad[], rate: SharedRate): Claim {
  const rates = loads.map((load) => load.rates[rate])
  const most = Math.max(0, ...rates)
  const full = most >= user.quota[rate] * NEARLY_ALL
  return {
    // Request time is bounded on each broker for itself: the busiest one counts.
    rates: rate === 'requestPercentage' ? [most] : rates,
    hungry: most > 0 && (full || isHeldBack(loads, rate)),
    lately: user.lately[rate],
  }
}

function isHeldBack(loads: readonly UserLoad[], rate: SharedRate): boolean {
  switch (rate) {
    case 'produceBytesPerSecond':
      return loads.some(({ heldBack }) => heldBack.produce)
    case 'consumeBytesPerSecond':
      return loads.some(({ heldBack }) => heldBack.consume)
    case 'requestPercentage':
      return false
  }
}

/** What the user was served lately, after so much more time. */
export function faded(
  user: UserShare,
  loads: readonly UserLoad[],
  passedMs: number,
): UserShare['lately'] {
  const left = 0.5 ** (Math.max(0, passedMs) / FADES_MS)
  const moveOn = (rate: SharedRate) => {
    const rates = loads.map((load) => load.rates[rate])
    const now =
      rate === 'requestPercentage' ? Math.max(0, ...rates) : rates.reduce((a, b) => a + b, 0)
    return Math.max(now, user.lately[rate] * left)
  }
  return {
    produceBytesPerSecond: moveOn('produceBytesPerSecond'),
    consumeBytesPerSecond: moveOn('consumeBytesPerSecond'),
    requestPercentage: moveOn('requestPercentage'),
  }
}
