import { describe, expect, it } from '@jest/globals'
import { type Cluster, newTenant } from './cluster-under-test.ts'
import { eventually } from './eventually.ts'

const DONE = { ok: true }
const REFUSED_FOR_GOOD = { ok: false, retryable: false, reason: expect.any(String) }
const REFUSED_FOR_NOW = { ok: false, retryable: true, reason: expect.any(String) }

export function describeUsers(cluster: Cluster): void {
  const user = (tenant: string, number: number, password = 'correct horse') => ({
    username: `${tenant}-${number}`,
    password,
  })

  describe('users', () => {
    it('are let in with their password once they were made, and until they are deleted', async () => {
      const { admin } = cluster()
      const made = user(newTenant(), 1)
      const wrong = { ...made, password: 'wrong horse' }
      expect(await admin.verifyLogins([made])).toEqual([REFUSED_FOR_NOW])
      expect(await admin.putUsers([made])).toEqual([DONE])
      await eventually(async () => expect(await admin.verifyLogins([made])).toEqual([DONE]))
      expect(await admin.verifyLogins([wrong, made])).toEqual([REFUSED_FOR_NOW, DONE])
      expect(await admin.deleteUsers([made.username])).toEqual([DONE])
      await eventually(async () =>
        expect(await admin.verifyLogins([made])).toEqual([REFUSED_FOR_NOW]),
      )
    })

    it('are made although another one of the batch is refused for good', async () => {
      const tenant = newTenant()
      const nameless = { username: '', password: 'correct horse' }
      const batch = [user(tenant, 2), nameless, user(tenant, 1)]
      expect(await cluster().admin.putUsers(batch)).toEqual([DONE, REFUSED_FOR_GOOD, DONE])
      await eventually(async () => {
        const { users } = await cluster().inspect()
        expect(users).toEqual(expect.arrayContaining([`${tenant}-1`, `${tenant}-2`]))
      })
    })

    it('can be made and deleted again and again', async () => {
      const { admin } = cluster()
      const tenant = newTenant()
      const made = user(tenant, 1)
      expect(await admin.putUsers([made, made])).toEqual([DONE, DONE])
      expect(await admin.putUsers([made])).toEqual([DONE])
      const names = [made.username, `${tenant}-99`, made.username]
      expect(await admin.deleteUsers(names)).toEqual([DONE, DONE, DONE])
      expect(await admin.deleteUsers(names)).toEqual([DONE, DONE, DONE])
      await eventually(async () =>
        expect((await cluster().inspect()).users).not.toContain(made.username),
      )
    })
  })

  describe('quotas', () => {
    const quota = {
      produceBytesPerSecond: 64_000,
      consumeBytesPerSecond: 256_000,
      requestPercentage: 25,
    }
    const seesExactly = (tenant: string, expected: readonly object[]) =>
      eventually(async () => {
        const { quotas } = await cluster().inspect()
        expect(quotas.filter(({ username }) => username.startsWith(tenant))).toEqual(expected)
      })

    it('are set, changed and taken away', async () => {
      const { admin } = cluster()
      const tenant = newTenant()
      const username = `${tenant}-1`
      expect(await admin.setQuotas([{ username, quota }])).toEqual([DONE])
      await seesExactly(tenant, [{ username, quota }])
      const more = { ...quota, produceBytesPerSecond: 128_000 }
      expect(await admin.setQuotas([{ username, quota: more }])).toEqual([DONE])
      await seesExactly(tenant, [{ username, quota: more }])
      const none = { username, quota: null }
      expect(await admin.setQuotas([none])).toEqual([DONE])
      expect(await admin.setQuotas([none, none])).toEqual([DONE, DONE])
      await seesExactly(tenant, [])
    })

    it('are set although another one of the batch is refused for good', async () => {
      const tenant = newTenant()
      const bad = { username: `${tenant}-1`, quota: { ...quota, consumeBytesPerSecond: 0 } }
      const good = { username: `${tenant}-2`, quota }
      expect(await cluster().admin.setQuotas([bad, good])).toEqual([REFUSED_FOR_GOOD, DONE])
      await seesExactly(tenant, [good])
    })
  })
}
