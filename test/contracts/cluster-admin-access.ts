import { describe, expect, it } from '@jest/globals'
import type { AccessBinding } from '../../core/cluster/cluster-ports.ts'
import { type Cluster, newTenant, type SeenCluster } from './cluster-under-test.ts'
import { eventually } from './eventually.ts'

const DONE = { ok: true }
const REFUSED_FOR_GOOD = { ok: false, retryable: false, reason: expect.any(String) }

export function describeAccess(cluster: Cluster): void {
  const seesExactly = (tenant: string, expected: readonly AccessBinding[]) =>
    eventually(async () => {
      const { access } = await cluster().inspect()
      const own = access.filter(({ username }) => username.startsWith(tenant))
      expect(own.map(textOf).sort()).toEqual(expected.map(textOf).sort())
    })

  describe('access', () => {
    it('is granted to topics, groups and transactional ids, literally or by prefix', async () => {
      const tenant = newTenant()
      const bindings = bindingsOf(tenant, `${tenant}-1`)
      expect(await cluster().admin.grantAccess(bindings)).toEqual(bindings.map(() => DONE))
      await seesExactly(tenant, bindings)
    })

    it('is granted once however often it is asked for', async () => {
      const tenant = newTenant()
      const bindings = bindingsOf(tenant, `${tenant}-1`)
      await cluster().admin.grantAccess(bindings)
      const twice = [...bindings, ...bindings]
      expect(await cluster().admin.grantAccess(twice)).toEqual(twice.map(() => DONE))
      await seesExactly(tenant, bindings)
    })

    it('is granted although another binding of the batch is refused for good', async () => {
      const tenant = newTenant()
      const [good, ...more] = bindingsOf(tenant, `${tenant}-1`)
      if (good === undefined) throw new Error('There are bindings.')
      const results = await cluster().admin.grantAccess([good, { ...good, name: '' }, ...more])
      expect(results).toEqual([DONE, REFUSED_FOR_GOOD, ...more.map(() => DONE)])
      await seesExactly(tenant, [good, ...more])
    })

    it('is revoked by operation, or all of it, from the named user alone', async () => {
      const { admin } = cluster()
      const tenant = newTenant()
      const first = bindingsOf(tenant, `${tenant}-1`)
      const second = bindingsOf(tenant, `${tenant}-2`)
      const other = bindingsOf(tenant, `${tenant}-11`)
      await admin.grantAccess([...first, ...second, ...other])
      const filters = [
        { username: `${tenant}-1`, operation: 'write' },
        { username: `${tenant}-2` },
        { username: `${tenant}-3` },
      ] as const
      expect(await admin.revokeAccess(filters)).toEqual([DONE, DONE, DONE])
      const readsOfFirst = first.filter(({ operation }) => operation === 'read')
      await seesExactly(tenant, [...readsOfFirst, ...other])
      expect(await admin.revokeAccess(filters)).toEqual([DONE, DONE, DONE])
    })

    it('is granted to and revoked from hundreds of users at once', async () => {
      const { admin } = cluster()
      const tenant = newTenant()
      const usernames = Array.from({ length: 420 }, (_, index) => `${tenant}-${index}`)
      const bindings = usernames.flatMap((username) => bindingsOf(tenant, username))
      expect(await admin.grantAccess(bindings)).toEqual(bindings.map(() => DONE))
      await seesExactly(tenant, bindings)
      const filters = usernames.slice(1).map((username) => ({ username }))
      expect(await admin.revokeAccess(filters)).toEqual(filters.map(() => DONE))
      await seesExactly(tenant, bindingsOf(tenant, `${tenant}-0`))
    })
  })
}

/** Thousands of texts compare quickly; thousands of objects in any order take minutes. */
function textOf(access: SeenCluster['access'][number]): string {
  const { username, resource, pattern, name, operation } = access
  return [username, operation, resource, pattern, name].join(' ')
}

function bindingsOf(tenant: string, username: string): AccessBinding[] {
  const prefixed = { username, pattern: 'prefixed', name: `${tenant}.` } as const
  return [
    { ...prefixed, resource: 'topic', operation: 'read' },
    { ...prefixed, resource: 'topic', operation: 'write' },
    { ...prefixed, resource: 'group', operation: 'read' },
    { ...prefixed, resource: 'transactional-id', operation: 'write' },
    {
      username,
      pattern: 'literal',
      name: `${tenant}.orders`,
      resource: 'topic',
      operation: 'write',
    },
  ]
}
