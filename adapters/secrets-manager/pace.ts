/** Time to be at, and how to get there: tests own both. */
export interface Timing {
  now(): number
  pause(ms: number): Promise<void>
}

/** Starts calls no nearer to each other than `gapMs`; how long they take does not matter. */
export function paced(gapMs: number, timing: Timing): () => Promise<void> {
  let nextAt = 0
  return async () => {
    const now = timing.now()
    const at = Math.max(now, nextAt)
    nextAt = at + gapMs
    if (at > now) await timing.pause(at - now)
  }
}
