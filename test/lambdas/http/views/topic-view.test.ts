import { describe, expect, it } from '@jest/globals'
import type { Topic } from '../../../../core/topic/topic.ts'
import { topicSchema, topicView } from '../../../../lambdas/http/views/topic-view.ts'
import { aTenant } from '../../../contracts/store-fixtures.ts'

const spec = { partitions: 1, retentionMs: 60_000, cleanupPolicy: 'delete' } as const

function aTopic(name: string): Topic {
  return { name, spec, createdAt: 0, state: 'active', applied: spec }
}

describe('a topic as the API shows it', () => {
  const tenant = aTenant()
  const observation = { tenantId: tenant.id, at: 1, topicBytes: { orders: 0 }, lastUsedAt: {} }

  it('has the size that was last seen, an empty one too', () => {
    const view = topicView(tenant, aTopic('orders'), { observation })
    expect(view).toMatchObject({ name: 'orders', kafkaName: `${tenant.id}.orders`, sizeBytes: 0 })
    expect(topicSchema.parse(view)).toEqual(view)
  })

  it.each(['invoices', 'constructor'])('has no size before it was seen: %s', (name) => {
    expect(topicView(tenant, aTopic(name), { observation })).not.toHaveProperty('sizeBytes')
    expect(topicView(tenant, aTopic(name))).not.toHaveProperty('sizeBytes')
  })
})
