import { describe, expect, it } from '@jest/globals'
import { murmur2 } from '@platformatic/kafka'
import * as fc from 'fast-check'
import { partitionFor } from '../../../core/record/partition-for.ts'

describe('The partition of a key', () => {
  it('is the one that the client library, and so Kafka’s own, would choose', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 40 }),
        fc.integer({ min: 1, max: 960 }),
        async (key, count) => {
          const theirs = (murmur2(Buffer.from(key)) & 0x7fffffff) % count
          expect(partitionFor(key, count, 0)).toBe(theirs)
        },
      ),
      { seed: 1 },
    )
  })

  it('goes by turns when there is no key', () => {
    expect([0, 1, 2, 3].map((turn) => partitionFor(null, 3, turn))).toEqual([0, 1, 2, 0])
  })
})
