import { describe, expect, it } from '@jest/globals'
import { isServiceError } from '../../core/kernel/service-error.ts'
import { type Cluster, newTenant, topic } from './cluster-under-test.ts'
import { eventually } from './eventually.ts'

export function describeOutage(cluster: Cluster): void {
  describe('an administrator', () => {
    const quota = {
      produceBytesPerSecond: 1_000,
      consumeBytesPerSecond: 1_000,
      requestPercentage: 10,
    }

    it('answers nothing to nothing', async () => {
      const { admin } = cluster()
      expect(await admin.createTopics([])).toEqual([])
      expect(await admin.growTopics([])).toEqual([])
      expect(await admin.configureTopics([])).toEqual([])
      expect(await admin.deleteTopics([])).toEqual([])
      expect(await admin.putUsers([])).toEqual([])
      expect(await admin.deleteUsers([])).toEqual([])
      expect(await admin.grantAccess([])).toEqual([])
      expect(await admin.revokeAccess([])).toEqual([])
      expect(await admin.setQuotas([])).toEqual([])
      expect(await admin.verifyLogins([])).toEqual([])
    })

    it('says that a dead cluster is unavailable, and goes on when it is back', async () => {
      const { admin } = cluster()
      const tenant = newTenant()
      const username = `${tenant}-1`
      const before = topic(`${tenant}.before`)
      const user = { username, password: 'correct horse' }
      await admin.createTopics([before])
      await cluster().goDown()
      const asked = await Promise.allSettled([
        admin.createTopics([topic(`${tenant}.meanwhile`)]),
        admin.growTopics([{ kafkaName: before.kafkaName, partitions: 2 }]),
        admin.configureTopics([before]),
        admin.deleteTopics([before.kafkaName]),
        admin.putUsers([user]),
        admin.deleteUsers([username]),
        admin.grantAccess([
          { username, resource: 'topic', pattern: 'literal', name: 'x', operation: 'read' },
        ]),
        admin.revokeAccess([{ username }]),
        admin.setQuotas([{ username, quota }]),
        admin.verifyLogins([user]),
      ])
      await cluster().comeBack()
      const said = asked.map(
        (each) => each.status === 'rejected' && isServiceError(each.reason, 'unavailable'),
      )
      expect(said).toEqual(asked.map(() => true))
      const after = topic(`${tenant}.after`)
      await eventually(async () => {
        expect(await admin.createTopics([after])).toEqual([{ ok: true }])
        const { topics } = await cluster().inspect()
        const names = topics.map(({ kafkaName }) => kafkaName)
        expect(names).toEqual(expect.arrayContaining([before.kafkaName, after.kafkaName]))
      })
    }, 300_000)
  })
}
