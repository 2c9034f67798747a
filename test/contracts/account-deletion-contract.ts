import { describe, expect, it } from '@jest/globals'
import type { Account } from '../../core/account/account.ts'
import { MINUTE_MS } from '../../core/kernel/clock.ts'
import { eventually } from './eventually.ts'
import { outcomeOf, outcomesOf } from './outcomes.ts'
import {
  aDeclaration,
  aMember,
  anAccount,
  anEvent,
  anOperation,
  aSettlement,
  aTenant,
  aToken,
  next,
} from './store-fixtures.ts'
import type { OpenStores, StoresUnderTest } from './stores-under-test.ts'
import { aWebhook } from './webhook-store-contract.ts'

const event = ({ id }: Account, more: Parameters<typeof anEvent>[0] = {}) =>
  anEvent({ accountId: id, action: 'account.delete', ...more })

async function opened({ accounts }: StoresUnderTest) {
  const account = anAccount()
  const owner = aMember(account)
  const { tenantId: _, ...operation } = anOperation({ accountId: account.id, state: 'done' })
  await accounts.open(account, owner, event(account, { action: 'account.open' }), operation)
  return { account, owner }
}

/** What every `AccountDeletions` does. */
export function describeAccountDeletionContract(store: string, open: OpenStores): void {
  describe(`deleting an account (${store})`, () => {
    describeClosing(open)
    describeErasing(open)
  })
}

function describeClosing(open: OpenStores): void {
  it('marks it and takes its name, once, however many ask at once', async () => {
    const stores = await open()
    const { account } = await opened(stores)
    const { accounts, deletions, audit } = stores
    const asked = [1, 2, 3].map(() => deletions.close(account.id, event(account, { at: 70 })))
    expect((await outcomesOf(asked)).toSorted()).toEqual(['conflict', 'conflict', 'done'])
    const { id, createdAt } = account
    expect(await accounts.get(id)).toEqual({ id, name: id, createdAt, deletedAt: 70 })
    const { items } = await audit.listByAccount(id, { limit: 9 }, { action: 'account.delete' })
    expect(items).toHaveLength(1)
    expect(await outcomeOf(accounts.rename(id, 'Acme', event(account)))).toBe('not_found')
  })

  it('is refused while there is a tenant, and changes nothing then', async () => {
    const stores = await open()
    const { account } = await opened(stores)
    const { tenants, deletions, accounts } = stores
    const tenant = aTenant({ accountId: account.id })
    await tenants.declare(aDeclaration(tenant, { accountTenantsMax: 9 }))
    const refused = deletions.close(account.id, event(account))
    await expect(refused).rejects.toMatchObject({
      code: 'conflict',
      problems: [{ pointer: '/tenants' }],
    })
    expect(await accounts.get(account.id)).toEqual(account)
    const second = aTenant({ accountId: account.id })
    await tenants.declare(aDeclaration(second, { accountTenantsMax: 9 }))
    for (const each of [tenant, second])
      await tenants.settle(aSettlement(next(each, { deletedAt: 9, dueAt: null })))
    await deletions.close(account.id, event(account))
  })

  it('lets nothing new in, and the last owner out', async () => {
    const stores = await open()
    const { account, owner } = await opened(stores)
    const { tenants, accounts, members, webhooks, deletions } = stores
    const { id } = account
    await deletions.close(id, event(account))
    const tenant = aTenant({ accountId: id })
    const { subject: _, ...person } = aMember(account, { role: 'viewer', email: 'b@example.com' })
    const outcomes = await outcomesOf([
      tenants.declare(aDeclaration(tenant, { accountTenantsMax: 9 })),
      accounts.addToken(aToken({ accountId: id }), event(account), 9),
      members.invite({ ...person, invitedUntil: 9 }, event(account), 9),
      webhooks.add(aWebhook({ accountId: id }), event(account), 9),
    ])
    expect(outcomes).toEqual(Array.from({ length: 4 }, () => 'limit_reached'))
    await members.remove(owner, event(account))
    expect((await members.list(id, { limit: 9 })).items).toEqual([])
  })

  it('is due a minute later, like a member who left, until it is finished', async () => {
    const stores = await open()
    const { account, owner } = await opened(stores)
    const { deletions, members, clock } = stores
    const at = clock.now()
    await deletions.close(account.id, event(account, { at }))
    await members.remove(owner, event(account, { at: at + 1 }))
    const due = (now: number) => deletions.listDue(now, 9)
    const accountId = account.id
    const both = [{ accountId }, { accountId, memberId: owner.id }]
    await eventually(async () => expect(await due(at + MINUTE_MS + 1)).toEqual(both))
    expect(await due(at + MINUTE_MS - 1)).toEqual([])
    for (let twice = 0; twice < 2; twice += 1) {
      await deletions.finish(accountId)
      const { id, email, subject } = owner
      await members.forget({ id, accountId, email, subject })
    }
    await eventually(async () => expect(await due(at + MINUTE_MS + 1)).toEqual([]))
  })
}

function describeErasing(open: OpenStores): void {
  it('takes addresses, revoked tokens and kept answers away, and leaves the trail', async () => {
    const stores = await open()
    const { account } = await opened(stores)
    const { accounts, audit, answers, deletions } = stores
    const accountId = account.id
    for (let at = 1; at <= 150; at += 1)
      await audit.append(event(account, { at, sourceAddress: '192.0.2.7' }))
    const token = aToken({ accountId })
    await accounts.addToken(token, event(account), 9)
    await accounts.revokeToken(accountId, token.id, 7, event(account))
    const kept = { accountId, key: 'k1', requestHash: 'h', answer: 1, expiresAt: Date.now() + 9e6 }
    await answers.keep(kept)
    let rounds = 0
    while (rounds < 5 && !(await deletions.eraseSome(accountId))) rounds += 1
    expect(rounds).toBeLessThan(5)
    const { items } = await audit.listByAccount(accountId, { limit: 100 })
    expect(items).toHaveLength(100)
    expect(new Set(items.map(({ sourceAddress }) => sourceAddress))).toEqual(new Set([null]))
    expect(await accounts.getToken(accountId, token.id)).toBeUndefined()
    expect(await answers.find(accountId, 'k1')).toBeUndefined()
  })
}
