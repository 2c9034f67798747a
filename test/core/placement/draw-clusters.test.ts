import { describe, expect, it } from '@jest/globals'
import { drawClusters } from '../../../core/placement/draw-clusters.ts'
import { seededRandomness } from '../fixtures/seeded-randomness.ts'
import { CELL } from '../fixtures/world.ts'

const cells = (count: number) =>
  Array.from({ length: count }, (_, n) => ({ ...CELL, id: `cl_${n}` }))

describe('Clusters drawn for tenants', () => {
  it('are few at first, ever more, and in the end all of them once', () => {
    const drawn = [...drawClusters(cells(3_000), 100, seededRandomness())]
    expect(drawn.map(({ length }) => length)).toEqual([25, 100, 400, 1_000, 1_000, 475])
    expect(new Set(drawn.flat()).size).toBe(3_000)
  })

  it('are eight for one tenant, and all where there are no more', () => {
    expect(drawClusters(cells(3_000), 1, seededRandomness()).next().value).toHaveLength(8)
    expect([...drawClusters(cells(8), 1, seededRandomness())]).toEqual([
      cells(8).map(({ id }) => id),
    ])
    expect([...drawClusters([], 5, seededRandomness())]).toEqual([])
  })

  it('are each as likely as the others', () => {
    const randomness = seededRandomness()
    const hits = new Map<string, number>()
    for (let n = 0; n < 4_000; n += 1) {
      const [first = []] = drawClusters(cells(40), 1, randomness)
      for (const id of first) hits.set(id, (hits.get(id) ?? 0) + 1)
    }
    // 800 each are to be expected, with a deviation of 25.
    for (const count of hits.values()) expect(Math.abs(count - 800)).toBeLessThan(150)
    expect(hits.size).toBe(40)
  })
})
