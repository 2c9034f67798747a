/** Never aims lower: clients that were once too fast must be seen when they are slow again. */
const LOWEST = 0.4
const RISES_BY = 1.25
const CLOSE = 0.05

/**
 * Clients may get more than their quotas say: brokers act when it is too late, and each connection may send once more. So
 * what is divided is corrected by what was really served lately (1 is the plan's rate): down at once, up step by step.
 */
export function aimAfter(aim: number, served: number): number {
  if (served > 1 + CLOSE) return Math.max(LOWEST, aim / served)
  if (served < 1 - CLOSE) return Math.min(1, aim * Math.min(RISES_BY, 1 / served))
  return aim
}
