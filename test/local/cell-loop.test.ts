import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from '@jest/globals'
import { createCellLoop } from '../../local/cell-loop.ts'
import { eventually } from '../contracts/eventually.ts'

const never = () => new Promise<never>(() => {})

function loopOver(runs: Readonly<Record<string, () => Promise<unknown>>>, runsLast = false) {
  const counts = new Map<string, number>()
  const errors: unknown[] = []
  const loop = createCellLoop({
    run: (id) => {
      counts.set(id, (counts.get(id) ?? 0) + 1)
      return runs[id]?.() ?? Promise.resolve()
    },
    clusterIds: async () => Object.keys(runs),
    report: (error) => errors.push(error),
    pauseMs: 1,
    stopWithinMs: 50,
    runsLast,
  })
  return { loop, counts, errors }
}

describe('What is done for every cell again and again', () => {
  it('goes on for the others while one never answers, and that one is not asked twice', async () => {
    const { loop, counts } = loopOver({ down: never, up: async () => {} })
    loop.start()
    await eventually(async () => expect(counts.get('up')).toBeGreaterThan(3))
    expect(counts.get('down')).toBe(1)
    await loop.stop()
  })

  it('goes on after an error, which is reported', async () => {
    const { loop, counts, errors } = loopOver({ ill: () => Promise.reject(new Error('ill')) })
    loop.start()
    await eventually(async () => expect(counts.get('ill')).toBeGreaterThan(2))
    await loop.stop()
    expect(errors.length).toBeGreaterThan(1)
  })

  it('is done once more for each cell at the end, though another never ends', async () => {
    const { loop, counts } = loopOver({ down: never, up: () => sleep(5) }, true)
    loop.start()
    await eventually(async () => expect(counts.get('down')).toBe(1))
    await loop.stop()
    expect(counts.get('up')).toBeGreaterThan(1)
  })
})
