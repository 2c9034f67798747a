import { expect, it } from '@jest/globals'
import { packPartitions } from '../../../adapters/kafka/partition-limit.ts'

const sizes = (batches: { partitions: number }[][]) =>
  batches.map((batch) => batch.map(({ partitions }) => partitions))
const topics = (...counts: number[]) => counts.map((partitions) => ({ partitions }))

it('Topics share a request up to 10,000 partitions', () => {
  expect(sizes(packPartitions(topics(6_000, 4_000)))).toEqual([[6_000, 4_000]])
})

it('Topics with more than 10,000 partitions in all go in several requests, in their order', () => {
  expect(sizes(packPartitions(topics(6_000, 4_001, 10, 9_990)))).toEqual([
    [6_000],
    [4_001, 10],
    [9_990],
  ])
})

it('A topic that is too large alone goes alone, so that none is refused with it', () => {
  expect(sizes(packPartitions(topics(1, 12_000, 2)))).toEqual([[1], [12_000], [2]])
})

it('No topics need no request', () => {
  expect(packPartitions([])).toEqual([])
})
