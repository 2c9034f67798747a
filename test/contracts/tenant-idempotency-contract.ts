import { describe, expect, it } from '@jest/globals'
import { DAY_MS } from '../../core/kernel/clock.ts'
import type { IdempotencyRecord } from '../../core/tenant/tenant-ports.ts'
import { aDeclaration, aTenant, accountId, testClock } from './store-fixtures.ts'
import type { OpenStores } from './stores-under-test.ts'
import { outcomeOf, outcomesOf } from './outcomes.ts'

const answer = {
  status: 202,
  body: { id: 'x', empty: '', nothing: null, list: [1.5, { deep: true }], big: 1e21 },
}

function aRecord(account: string, more: Partial<IdempotencyRecord> = {}): IdempotencyRecord {
  return {
    accountId: account,
    key: 'order 66 ~ !"#$%',
    requestHash: 'hash-1',
    answer,
    expiresAt: testClock().now() + DAY_MS,
    ...more,
  }
}

export function describeIdempotency(open: OpenStores): void {
  describe('the answer to a declaration', () => {
    it('comes back exactly as it was, for that key of that account alone', async () => {
      const { tenants } = await open()
      const tenant = aTenant()
      const record = aRecord(tenant.accountId)
      await tenants.declare(aDeclaration(tenant, { idempotency: record }))
      expect(await tenants.findAnswer(tenant.accountId, record.key)).toEqual(record)
      expect(await tenants.findAnswer(tenant.accountId, 'another')).toBeUndefined()
      expect(await tenants.findAnswer(accountId(), record.key)).toBeUndefined()
    })

    it('lets exactly one of several declarations with the same key through', async () => {
      const { tenants, operations } = await open()
      const account = accountId()
      const declarations = ['a', 'b', 'c', 'd'].map((name) =>
        aDeclaration(aTenant({ accountId: account, name }), { idempotency: aRecord(account) }),
      )
      const outcomes = await outcomesOf(declarations.map((each) => tenants.declare(each)))
      expect(outcomes.toSorted()).toEqual(['conflict', 'conflict', 'conflict', 'done'])
      const written = await Promise.all(
        declarations.map((each) => operations.get(each.operation.id)),
      )
      expect(written.filter((operation) => operation !== undefined)).toHaveLength(1)
    })

    it('is what a repeat hears of, rather than that its name is taken or the account full', async () => {
      const { tenants } = await open()
      const first = aTenant()
      const { accountId: account, name } = first
      const more = { accountTenantsMax: 1, idempotency: aRecord(account) }
      await tenants.declare(aDeclaration(first, more))
      const repeat = aDeclaration(aTenant({ accountId: account, name }), more)
      await expect(tenants.declare(repeat)).rejects.toMatchObject({
        code: 'conflict',
        problems: [],
      })
    })

    it('is forgotten when its time is up, and the key may be used again', async () => {
      const { tenants, clock } = await open()
      const tenant = aTenant()
      const record = aRecord(tenant.accountId, { expiresAt: clock.now() + DAY_MS })
      await tenants.declare(aDeclaration(tenant, { idempotency: record }))
      const again = () =>
        aDeclaration(aTenant({ accountId: tenant.accountId }), {
          idempotency: { ...record, answer: 'second', expiresAt: clock.now() + DAY_MS },
        })
      expect(await outcomeOf(tenants.declare(again()))).toBe('conflict')
      clock.advance(DAY_MS + 1_000)
      expect(await tenants.findAnswer(tenant.accountId, record.key)).toBeUndefined()
      await tenants.declare(again())
      expect((await tenants.findAnswer(tenant.accountId, record.key))?.answer).toBe('second')
    })
  })
}
