import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { DAY_MS } from '../../../core/kernel/clock.ts'
import { isServiceError } from '../../../core/kernel/service-error.ts'
import { addTopic } from '../../../core/topic/add-topic.ts'
import { collisionKey } from '../../../core/topic/topic.ts'
import { newTopicSchema } from '../../../core/topic/topic-input.ts'
import { aTenant } from '../../contracts/store-fixtures.ts'

const bare = aTenant({ plan: 'basic-2' })
const names = fc.array(fc.stringMatching(/^[ab][._ab]{0,3}$/), { maxLength: 12 })

function tryToAdd(tenant: typeof bare, name: string): typeof bare {
  try {
    return addTopic(tenant, { name }, 0)
  } catch (error) {
    if (isServiceError(error, 'conflict')) return tenant
    throw error
  }
}

describe('Topics of a tenant', () => {
  it('never hold two that Kafka would confuse, and take every other', () => {
    fc.assert(
      fc.property(names, (wanted) => {
        const tenant = wanted.reduce(tryToAdd, bare)
        const keys = Object.keys(tenant.topics).map(collisionKey)
        expect(new Set(keys).size).toBe(keys.length)
        expect(new Set(keys)).toEqual(new Set(wanted.map(collisionKey)))
      }),
      { seed: 1 },
    )
  })

  it('tell the customer why a.b_c cannot stand beside a.b.c', () => {
    const tenant = addTopic(bare, { name: 'a.b.c' }, 0)
    expect(() => addTopic(tenant, { name: 'a.b_c' }, 0)).toThrow('take "." and "_" for the same')
  })

  it('take a name that every object has', () => {
    const tenant = addTopic(bare, { name: 'constructor' }, 0)
    expect(Object.keys(tenant.topics)).toEqual(['constructor'])
  })

  it('have one partition and a day of retention unless asked otherwise', () => {
    const { topics } = addTopic(bare, { name: 'clicks' }, 0)
    expect(topics.clicks?.spec).toEqual({
      partitions: 1,
      retentionMs: DAY_MS,
      cleanupPolicy: 'delete',
    })
  })

  it('refuse retention beyond the plan rather than cutting it', () => {
    const trial = aTenant({ plan: 'trial' })
    const tooLong = () =>
      addTopic(trial, { name: 'clicks', retentionMs: DAY_MS + 1 }, 0, '/topics/3')
    expect(tooLong).toThrow(
      expect.objectContaining({
        code: 'invalid',
        problems: [expect.objectContaining({ pointer: '/topics/3/retentionMs' })],
      }),
    )
  })

  it('keep a name while its topic is being deleted', () => {
    const spec = { partitions: 1, retentionMs: DAY_MS, cleanupPolicy: 'delete' } as const
    const clicks = { name: 'clicks', spec, createdAt: 0, state: 'deleting' } as const
    const tenant = { ...bare, topics: { clicks } }
    expect(() => addTopic(tenant, { name: 'clicks' }, 0)).toThrow('is still being deleted')
  })
})

describe('A topic name', () => {
  it.each(['clicks', 'a.b', '-', '_x', 'A'.repeat(200)])('may be %s', (name) => {
    expect(newTopicSchema.safeParse({ name }).success).toBe(true)
  })

  it.each(['', '.a', 'a..b', '__consumer_offsets', 'a b', 'ä', 'A'.repeat(201), 'a/b'])(
    'may not be "%s"',
    (name) => {
      expect(newTopicSchema.safeParse({ name }).success).toBe(false)
    },
  )
})
