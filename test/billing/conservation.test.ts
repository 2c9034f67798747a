import { describe, expect, it } from '@jest/globals'
import * as fc from 'fast-check'
import { aHistory } from './history.ts'
import { play } from './metered-history.ts'

/** The same histories for every commit. */
const HISTORIES = { numRuns: 2_000, seed: 1 }

describe('For random histories of produces, fetches, restarts, leader moves, passes, crashes and duplicates', () => {
  it('the billed bytes are the true increase, when nothing ends with bytes unread', async () => {
    await fc.assert(
      fc.asyncProperty(aHistory, async (events) => {
        const { moved, billed, counted } = await play(events, 'none')
        expect(billed).toEqual(moved)
        expect(counted).toBe(moved.reduce((sum, bytes) => sum + bytes, 0))
      }),
      HISTORIES,
    )
    process.stdout.write(`${JSON.stringify({ histories: HISTORIES.numRuns, mismatches: 0 })}\n`)
  })

  it('never more is billed than was moved, and what is missing was unread when its counter ended, and is flagged', async () => {
    let short = 0
    await fc.assert(
      fc.asyncProperty(aHistory, async (events) => {
        const { moved, billed, unread, flagged } = await play(events, 'unread')
        const missing = moved.map((bytes, tenant) => bytes - (billed[tenant] ?? 0))
        expect(Math.min(...missing)).toBeGreaterThanOrEqual(0)
        const sum = missing.reduce((a, b) => a + b, 0)
        expect(sum).toBeLessThanOrEqual(unread)
        if (sum > 0) expect(flagged).toBe(true)
        if (sum > 0) short += 1
      }),
      HISTORIES,
    )
    // Else the histories would not have tried it.
    expect(short).toBeGreaterThan(HISTORIES.numRuns / 20)
  })
})
