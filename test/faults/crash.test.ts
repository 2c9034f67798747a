import { afterAll, describe, expect, it } from '@jest/globals'
import { crashEverywhere, type Crashes } from './crash-points.ts'
import { flows } from './flows.ts'
import { printTable } from './print-table.ts'

/** Enough to see what went wrong. */
const SHOWN = 6
const all: Crashes[] = []

describe('A process that dies at any call of a flow leaves the same end state as one that lives', () => {
  it.each(flows)('$name', async (flow) => {
    const crashes = await crashEverywhere(flow)
    all.push(crashes)
    expect(crashes.differences.slice(0, SHOWN)).toEqual([])
    expect(crashes.missed).toEqual([])
    const points = crashes.calls.length
    expect(crashes.injected).toEqual({ before: points, after: points })
    expect(points).toBeGreaterThan(0)
  })

  afterAll(() => printTable(all))
})
