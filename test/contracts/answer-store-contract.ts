import { randomUUID } from 'node:crypto'
import { describe, expect, it } from '@jest/globals'
import type { AuditEvent } from '../../core/audit/audit-event.ts'
import { emptyProfile } from '../../core/invoice/billing-profile.ts'
import { DAY_MS } from '../../core/kernel/clock.ts'
import type { RepeatRecord } from '../../core/repeat/repeat.ts'
import { credit } from '../core/invoice/fixtures/months.ts'
import { outcomesOf } from './outcomes.ts'
import { aCluster } from './cluster-store-contract.ts'
import { accountId, aDeclaration, anEvent, aTenant, aToken, testClock } from './store-fixtures.ts'
import type { OpenStores, StoresUnderTest } from './stores-under-test.ts'
import { aWebhook } from './webhook-store-contract.ts'

const answer = {
  status: 202,
  body: { id: 'x', empty: '', nothing: null, list: [1.5, { deep: true }], big: 1e21 },
}

function aRecord(account: string, more: Partial<RepeatRecord> = {}): RepeatRecord {
  return {
    accountId: account,
    actorId: 'mem_1',
    key: 'order 66 ~ !"#$%',
    requestHash: 'hash-1',
    attemptId: randomUUID(),
    expiresAt: testClock().now() + DAY_MS,
    ...more,
  }
}

/** What every `AnswerStore` does, and every write that an event goes with. */
export function describeAnswerStoreContract(store: string, open: OpenStores): void {
  describe(`the answer store (${store})`, () => {
    it('gives an answer back exactly as it was, for that key of that account alone', async () => {
      const { answers } = await open()
      const account = accountId()
      const record = aRecord(account, { answer, resource: '/v1/tenants/x' })
      await answers.keep(record)
      expect(await answers.find(account, record.key)).toEqual(record)
      expect(await answers.find(account, 'another')).toBeUndefined()
      expect(await answers.find(accountId(), record.key)).toBeUndefined()
    })

    it('keeps one of several tries under one key, and that one may say more', async () => {
      const { answers } = await open()
      const account = accountId()
      const tries = Array.from({ length: 5 }, () => aRecord(account))
      const outcomes = await outcomesOf(tries.map((each) => answers.keep(each)))
      expect(outcomes.toSorted()).toEqual(['conflict', 'conflict', 'conflict', 'conflict', 'done'])
      const winner = tries[outcomes.indexOf('done')] ?? aRecord(account)
      await answers.keep({ ...winner, withheld: true })
      expect(await answers.find(account, winner.key)).toEqual({ ...winner, withheld: true })
      await expect(answers.keep(aRecord(account))).rejects.toMatchObject({
        code: 'conflict',
        problems: [],
      })
    })

    it('reads what an earlier release kept, and lets nobody write over it', async () => {
      const { answers } = await open()
      const { actorId: _, attemptId: __, ...former } = aRecord(accountId(), { answer })
      await answers.keep(former)
      expect(await answers.find(former.accountId, former.key)).toEqual(former)
      expect(await outcomesOf([answers.keep(aRecord(former.accountId))])).toEqual(['conflict'])
    })

    it('forgets when the time is up, and the key may be used again', async () => {
      const { answers, clock } = await open()
      const account = accountId()
      const record = aRecord(account, { answer: 'first', expiresAt: clock.now() + DAY_MS })
      await answers.keep(record)
      clock.advance(DAY_MS + 1_000)
      expect(await answers.find(account, record.key)).toBeUndefined()
      await answers.keep(aRecord(account, { answer: 'second', expiresAt: clock.now() + DAY_MS }))
      expect((await answers.find(account, record.key))?.answer).toBe('second')
    })
  })

  describe(`the mark of a request (${store})`, () => {
    it.each(Object.keys(WRITES))('is written with what it does, once: %s', async (name) => {
      const stores = await open()
      const account = accountId()
      const write = WRITES[name] ?? (() => Promise.reject(new Error('There is no such write.')))
      const events = ['a', 'b', 'c'].map(() =>
        anEvent({ accountId: account, repeat: aRecord(account, { resource: '/v1/x', answer }) }),
      )
      const outcomes = await outcomesOf(events.map((event) => write(stores, account, event)))
      expect(outcomes.toSorted()).toEqual(['conflict', 'conflict', 'done'])
      const winner = events[outcomes.indexOf('done')]
      const { items } = await stores.audit.listByAccount(account, { limit: 9 })
      const { repeat, ...told } = winner ?? anEvent()
      expect(items).toEqual([told])
      expect(await stores.answers.find(account, repeat?.key ?? '')).toEqual(repeat)
    })
  })
}

type Write = (stores: StoresUnderTest, account: string, event: AuditEvent) => Promise<unknown>

/** Each makes something of its own, so that nothing but the mark can keep a second from being made. */
const WRITES: Readonly<Record<string, Write>> = {
  'a declaration': ({ tenants }, account, auditEvent) =>
    tenants.declare(aDeclaration(aTenant({ accountId: account }), { auditEvent })),
  'an API token': ({ accounts }, account, event) =>
    accounts.addToken(aToken({ accountId: account }), event, 100),
  'an invitation': ({ members }, account, event) => {
    const id = `mem_${randomUUID()}`
    const who = { id, accountId: account, email: `${id}@example.com`, role: 'viewer' } as const
    return members.invite({ ...who, createdAt: 1, invitedUntil: 2 }, event, 100)
  },
  'an operator': ({ operators }, _account, event) => {
    const id = `opr_${randomUUID()}`
    return operators.add({ id, name: 'Ann', createdBy: 'x', createdAt: 1 }, event, 1_000)
  },
  'a webhook': ({ webhooks }, account, event) =>
    webhooks.add(aWebhook({ accountId: account }), event, 100),
  'a budget': ({ profiles }, _account, event) =>
    profiles.put({ ...emptyProfile(accountId()), version: 1 }, [event]),
  'a credit': ({ invoices }, account, event) =>
    invoices.addCredit(credit({ id: `cre_${randomUUID()}`, accountId: account }), event),
  'a cluster': ({ clusters }, _account, auditEvent) =>
    clusters.save(aCluster(`cl_${randomUUID()}`), { auditEvent }),
  'an event alone': ({ audit }, _account, event) => audit.append(event),
}
