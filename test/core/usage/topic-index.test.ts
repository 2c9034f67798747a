import { describe, expect, it } from '@jest/globals'
import * as fc from 'fast-check'
import type { Counter } from '../../../core/usage/meter-chunk.ts'
import { NOWHERE } from '../../../core/usage/name-places.ts'
import { createTopicIndexes, indexTopics, slotOf } from '../../../core/usage/topic-index.ts'

const facts = (names: readonly string[]) =>
  names.map((kafkaName) => ({
    kafkaName,
    topicId: 'id',
    partitions: 1,
    leaders: [],
    leaderChanges: 0,
    bytes: 0,
  }))

/** Few letters, so that names begin alike and answers meet names that are not there. */
const aName = fc.string({ unit: fc.constantFrom('a', 'b', '.'), minLength: 1, maxLength: 3 })
const aLine = fc.tuple(aName, fc.constantFrom<Counter>('in', 'out'))
const aBroker = fc.constantFrom('b1', 'b2')

describe('An index of topics', () => {
  it('finds what a search would, in whatever order brokers tell their counters', () => {
    let found = 0
    void fc.assert(
      fc.property(
        fc.uniqueArray(aName, { maxLength: 20 }),
        fc.array(fc.tuple(aBroker, fc.array(aLine, { maxLength: 40 })), { maxLength: 6 }),
        fc.boolean(),
        (names, answers, repeat) => {
          const index = indexTopics(facts(names))
          for (const [broker, lines] of repeat ? [...answers, ...answers] : answers) {
            const find = index.follow(broker)
            for (const [name, counter] of lines) {
              const place = names.indexOf(name)
              const slot = place < 0 ? NOWHERE : slotOf(place, counter)
              expect(find(name, counter)).toBe(slot)
              if (slot !== NOWHERE) found += 1
            }
          }
        },
      ),
      { numRuns: 500, seed: 1 },
    )
    expect(found).toBeGreaterThan(500)
  })

  it('is told apart by names and their order, and used again only for the same', () => {
    const indexes = createTopicIndexes()
    const index = indexes.of('cl_1', facts(['a', 'b']))
    expect(indexes.of('cl_1', facts(['a', 'b']))).toBe(index)
    expect(indexes.of('cl_2', facts(['a', 'b']))).not.toBe(index)
    for (const others of [['b', 'a'], ['a'], ['a', 'b', 'c'], ['a', 'c']]) {
      const other = indexes.of('cl_1', facts(others))
      expect(other).not.toBe(index)
      const find = other.follow('b1')
      expect(others.map((name) => find(name, 'out'))).toEqual(others.map((_, n) => 2 * n + 1))
    }
  })
})
