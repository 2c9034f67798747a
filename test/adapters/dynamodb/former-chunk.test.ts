import { describe, expect, it } from '@jest/globals'
import { chunkOf, namesItem, numbersItem } from '../../../adapters/dynamodb/chunk-items.ts'
import { itemOf } from '../../../adapters/dynamodb/items.ts'
import { chunkKey } from '../../../adapters/dynamodb/meter-keys.ts'
import { pack } from '../../../adapters/dynamodb/packed-document.ts'
import { aChunk, CELL, HOUR } from '../../contracts/meter-fixtures.ts'

/** As the release before wrote it. */
function formerItem() {
  const document = {
    lineage: [],
    since: HOUR - 5,
    brokers: [
      ['1', HOUR - 9, HOUR],
      ['2', null, HOUR - 60_000],
    ],
    tenants: [
      [
        'aaaaaaaaaaaa',
        [HOUR, 107_000, HOUR - 1, 3],
        [
          ['orders', 'q1w2e3r4 a9s8d7f6', -HOUR, 0, 107_000, 7, 2 ** 53 - 1],
          ['payments', 'z1x2c3v4', 0, 1, 12],
        ],
      ],
    ],
  }
  const key = chunkKey({ clusterId: CELL, low: '' })
  return itemOf(key, pack(document), { version: 41, lineage: [] })
}

const counter = (brokerId: string, name: 'in' | 'out', missed: boolean) => ({
  brokerId,
  counter: name,
  missed,
})

describe('A chunk of readings', () => {
  it('that the release before wrote is read, with every counter where it stood', () => {
    const named = chunkOf(CELL, formerItem(), undefined)
    expect(named?.names).toBeNull()
    expect(named?.chunk).toMatchObject({ version: 41, since: HOUR - 5 })
    expect(named?.chunk.brokers).toEqual(aChunk().brokers)
    expect(named?.chunk.tenants).toEqual([
      {
        tenantId: 'aaaaaaaaaaaa',
        standing: { chargedUntil: HOUR, bytes: 107_000, bytesSeenAt: HOUR - 1, partitions: 3 },
        topics: [
          {
            name: 'orders',
            topicIds: 'q1w2e3r4 a9s8d7f6',
            leaderChanges: null,
            closed: true,
            goneSince: HOUR,
            counters: [counter('1', 'in', false), counter('2', 'out', true)],
          },
          {
            name: 'payments',
            topicIds: 'z1x2c3v4',
            leaderChanges: null,
            closed: false,
            goneSince: null,
            counters: [counter('1', 'out', false)],
          },
        ],
        values: Float64Array.of(107_000, 2 ** 53 - 1, 12),
      },
    ])
  })

  it('is not put together from numbers and names that were written apart', () => {
    const chunk = aChunk({ version: 8 })
    expect(chunkOf(CELL, numbersItem(chunk, 8), namesItem(chunk))?.chunk).toEqual(chunk)
    expect(chunkOf(CELL, numbersItem(chunk, 7), namesItem(chunk))).toBeUndefined()
    expect(chunkOf(CELL, numbersItem(chunk, 8), undefined)).toBeUndefined()
  })

  it('whose numbers are not as many as its names ask for is not read', () => {
    const chunk = aChunk()
    const fewer = aChunk({ tenants: chunk.tenants.slice(1) })
    expect(() => chunkOf(CELL, numbersItem(fewer, 1), namesItem(chunk))).toThrow('fewer numbers')
    expect(() => chunkOf(CELL, numbersItem(chunk, 1), namesItem(fewer))).toThrow('more numbers')
  })
})
