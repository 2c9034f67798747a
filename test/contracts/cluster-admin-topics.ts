import { describe, expect, it } from '@jest/globals'
import { type Cluster, newTenant, topic } from './cluster-under-test.ts'
import { eventually } from './eventually.ts'

const DONE = { ok: true }
const REFUSED_FOR_GOOD = { ok: false, retryable: false, reason: expect.any(String) }
const REFUSED_FOR_NOW = { ok: false, retryable: true, reason: expect.any(String) }

export function describeTopics(cluster: Cluster): void {
  const seen = async (tenant: string) => {
    const { topics } = await cluster().inspect()
    return topics.filter(({ kafkaName }) => kafkaName.startsWith(`${tenant}.`))
  }
  const seesExactly = (tenant: string, expected: readonly object[]) =>
    eventually(async () => expect(await seen(tenant)).toEqual(expected))

  describe('topics', () => {
    it('are created with their partitions and settings', async () => {
      const tenant = newTenant()
      const orders = topic(`${tenant}.orders`, { partitions: 3, retentionMs: 60_000 })
      const state = topic(`${tenant}.state`, { cleanupPolicy: 'compact,delete' })
      expect(await cluster().admin.createTopics([orders, state])).toEqual([DONE, DONE])
      await seesExactly(tenant, [orders, state])
    })

    it('are created although another one of the batch is refused for good', async () => {
      const tenant = newTenant()
      const good = topic(`${tenant}.good`)
      const late = topic(`${tenant}.late`)
      const results = await cluster().admin.createTopics([
        good,
        topic(`${tenant}.no space`),
        topic(`${tenant}.no-partition`, { partitions: 0 }),
        topic(`${tenant}.no-retention`, { retentionMs: -2 }),
        late,
      ])
      expect(results).toEqual([DONE, REFUSED_FOR_GOOD, REFUSED_FOR_GOOD, REFUSED_FOR_GOOD, DONE])
      await seesExactly(tenant, [good, late])
    })

    it('are refused for good beside one whose name differs in a dot', async () => {
      const tenant = newTenant()
      await cluster().admin.createTopics([topic(`${tenant}.a.b`)])
      const results = await cluster().admin.createTopics([topic(`${tenant}.a_b`)])
      expect(results).toEqual([REFUSED_FOR_GOOD])
    })

    it('are refused for now when they want more copies than there are brokers', async () => {
      const wide = topic(`${newTenant()}.wide`, { replicationFactor: 9 })
      expect(await cluster().admin.createTopics([wide])).toEqual([REFUSED_FOR_NOW])
    })

    it('stay as they are when they are created again', async () => {
      const tenant = newTenant()
      const orders = topic(`${tenant}.orders`, { partitions: 2 })
      await cluster().admin.createTopics([orders])
      const again = topic(`${tenant}.orders`, { partitions: 5, cleanupPolicy: 'compact' })
      expect(await cluster().admin.createTopics([again, again])).toEqual([DONE, DONE])
      await seesExactly(tenant, [orders])
    })

    it('grow, and never shrink', async () => {
      const tenant = newTenant()
      const small = topic(`${tenant}.small`)
      const large = topic(`${tenant}.large`, { partitions: 4 })
      await cluster().admin.createTopics([small, large])
      const results = await cluster().admin.growTopics([
        { kafkaName: small.kafkaName, partitions: 3 },
        { kafkaName: `${tenant}.missing`, partitions: 3 },
        { kafkaName: large.kafkaName, partitions: 2 },
        { kafkaName: large.kafkaName, partitions: 4 },
      ])
      expect(results).toEqual([DONE, REFUSED_FOR_NOW, DONE, DONE])
      await seesExactly(tenant, [large, { ...small, partitions: 3 }])
    })

    it('take new settings, all but those that Kafka refuses', async () => {
      const tenant = newTenant()
      const orders = topic(`${tenant}.orders`)
      const other = topic(`${tenant}.other`)
      await cluster().admin.createTopics([orders, other])
      const settings = { retentionMs: 120_000, cleanupPolicy: 'compact' } as const
      const results = await cluster().admin.configureTopics([
        { kafkaName: `${tenant}.missing`, ...settings },
        { kafkaName: other.kafkaName, ...settings, retentionMs: -2 },
        { kafkaName: orders.kafkaName, ...settings },
      ])
      expect(results).toEqual([REFUSED_FOR_NOW, REFUSED_FOR_GOOD, DONE])
      await seesExactly(tenant, [{ ...orders, ...settings }, other])
    })

    it('are deleted once and for all, and their names are free at once', async () => {
      const tenant = newTenant()
      const names = [`${tenant}.gone`, `${tenant}.never-was`, `${tenant}.gone`]
      await cluster().admin.createTopics([topic(`${tenant}.gone`, { partitions: 2 })])
      expect(await cluster().admin.deleteTopics(names)).toEqual([DONE, DONE, DONE])
      expect(await cluster().admin.deleteTopics(names)).toEqual([DONE, DONE, DONE])
      await seesExactly(tenant, [])
      const renewed = topic(`${tenant}.gone`)
      await cluster().admin.createTopics([topic(`${tenant}.gone`, { partitions: 2 })])
      await cluster().admin.deleteTopics([renewed.kafkaName])
      expect(await cluster().admin.createTopics([renewed])).toEqual([DONE])
      await seesExactly(tenant, [renewed])
    })
  })
}
