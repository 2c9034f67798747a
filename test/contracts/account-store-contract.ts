import { describe, expect, it } from '@jest/globals'
import { outcomeOf, outcomesOf } from './outcomes.ts'
import { aMember, anAccount, anEvent, anOperation, aToken, accountId } from './store-fixtures.ts'
import type { OpenStores, StoresUnderTest } from './stores-under-test.ts'

/** What every `AccountStore` does. */
export function describeAccountStoreContract(store: string, open: OpenStores): void {
  describe(`the account store (${store})`, () => {
    describeOpening(open)
    describeTokens(open)
    describeRevoking(open)
  })
}

function anOpening() {
  const account = anAccount()
  const owner = aMember(account)
  const event = anEvent({ accountId: account.id, action: 'account.open' })
  const { tenantId: _, ...operation } = anOperation({ accountId: account.id, state: 'done' })
  return { account, owner, event, operation }
}

function describeOpening(open: OpenStores): void {
  it('opens an account with its owner, the operation and the audit event', async () => {
    const { accounts, operations, audit } = await open()
    const { account, owner, event, operation } = anOpening()
    await accounts.open(account, owner, event, operation)
    expect(await accounts.get(account.id)).toEqual(account)
    expect(await accounts.memberBySubject(owner.subject)).toEqual(owner)
    expect(await operations.get(operation.id)).toEqual(operation)
    expect((await audit.listByAccount(account.id, { limit: 9 })).items).toEqual([event])
  })

  it('opens no second account for a person who is a member already, and writes nothing then', async () => {
    const { accounts, operations, audit } = await open()
    const first = anOpening()
    await accounts.open(first.account, first.owner, first.event, first.operation)
    const { account, owner, event, operation } = anOpening()
    const again = { ...owner, subject: first.owner.subject }
    expect(await outcomeOf(accounts.open(account, again, event, operation))).toBe('conflict')
    expect(await accounts.get(account.id)).toBeUndefined()
    expect(await operations.get(operation.id)).toBeUndefined()
    expect((await audit.listByAccount(account.id, { limit: 9 })).items).toEqual([])
    expect(await accounts.memberBySubject(again.subject)).toEqual(first.owner)
  })

  it('gives an account another name, and records that', async () => {
    const { accounts, audit } = await open()
    const { account, owner, event, operation } = anOpening()
    await accounts.open(account, owner, event, operation)
    const renamed = anEvent({ accountId: account.id, action: 'account.change' })
    await accounts.rename(account.id, 'Another', renamed)
    expect(await accounts.get(account.id)).toEqual({ ...account, name: 'Another' })
    expect((await audit.listByAccount(account.id, { limit: 9 })).items).toContainEqual(renamed)
    expect(await outcomeOf(accounts.rename('acc_nobody', 'x', anEvent()))).toBe('not_found')
    expect(await accounts.get('acc_nobody')).toBeUndefined()
  })

  it('knows neither accounts nor people that were never there', async () => {
    const { accounts } = await open()
    expect(await accounts.get('acc_nobody')).toBeUndefined()
    expect(await accounts.memberBySubject('nobody')).toBeUndefined()
  })
}

function describeTokens(open: OpenStores): void {
  it('reads a token back, for its own account alone, and records that it was made', async () => {
    const { accounts, audit } = await open()
    const token = aToken()
    const event = anEvent({ accountId: token.accountId, action: 'token.create' })
    await accounts.addToken(token, event, 5)
    expect(await accounts.getToken(token.accountId, token.id)).toEqual(token)
    expect(await accounts.getToken(accountId(), token.id)).toBeUndefined()
    expect((await audit.listByAccount(token.accountId, { limit: 9 })).items).toEqual([event])
  })

  it('refuses an id that is taken, by a revoked token too', async () => {
    const { accounts } = await open()
    const token = aToken()
    await accounts.addToken(token, anEvent(), 5)
    expect(await outcomeOf(accounts.addToken(token, anEvent(), 5))).toBe('conflict')
    await accounts.revokeToken(token.accountId, token.id, 7, anEvent())
    expect(await outcomeOf(accounts.addToken(token, anEvent(), 5))).toBe('conflict')
  })

  it('makes exactly as many tokens as an account may have, however many are asked for at once', async () => {
    const { accounts } = await open()
    const account = accountId()
    const asked = Array.from({ length: 12 }, () => aToken({ accountId: account }))
    const outcomes = await outcomesOf(
      asked.map((token) => accounts.addToken(token, anEvent({ accountId: account }), 3)),
    )
    expect(outcomes.filter((outcome) => outcome === 'done')).toHaveLength(3)
    expect(outcomes.filter((outcome) => outcome === 'limit_reached')).toHaveLength(9)
  })

  it('lists tokens by id, page by page', async () => {
    const { accounts } = await open()
    const account = accountId()
    for (const id of ['tok_c', 'tok_a', 'tok_b']) {
      await accounts.addToken(aToken({ accountId: account, id }), anEvent(), 5)
    }
    const first = await accounts.listTokens(account, { limit: 2 })
    expect(first.items.map((token) => token.id)).toEqual(['tok_a', 'tok_b'])
    const second = await accounts.listTokens(account, { limit: 2, after: first.next ?? '' })
    expect(second.items.map((token) => token.id)).toEqual(['tok_c'])
    expect(second).not.toHaveProperty('next')
  })
}

async function withToken(stores: StoresUnderTest, max: number) {
  const token = aToken()
  await stores.accounts.addToken(token, anEvent({ accountId: token.accountId }), max)
  const events = async () =>
    (await stores.audit.listByAccount(token.accountId, { limit: 9 })).items.length
  return { token, events }
}

function describeRevoking(open: OpenStores): void {
  it('revokes a token: it says since when, is in no list, and makes room for another', async () => {
    const stores = await open()
    const { accounts } = stores
    const { token } = await withToken(stores, 1)
    const { accountId: account, id } = token
    const another = () => accounts.addToken(aToken({ accountId: account }), anEvent(), 1)
    expect(await outcomeOf(another())).toBe('limit_reached')
    await accounts.revokeToken(account, id, 7, anEvent({ accountId: account }))
    expect(await accounts.getToken(account, id)).toEqual({ ...token, revokedAt: 7 })
    expect((await accounts.listTokens(account, { limit: 9 })).items).toEqual([])
    await another()
    expect(await outcomeOf(another())).toBe('limit_reached')
  })

  it('leaves a token that is revoked already, or never was, as it is, and records nothing', async () => {
    const stores = await open()
    const { accounts } = stores
    const { token, events } = await withToken(stores, 1)
    const { accountId: account, id } = token
    const revoke = (tokenId: string, at: number) =>
      accounts.revokeToken(account, tokenId, at, anEvent({ accountId: account }))
    await Promise.all([revoke(id, 7), revoke(id, 7), revoke(id, 7)])
    await revoke(id, 8)
    await revoke('tok_nobody', 9)
    expect((await accounts.getToken(account, id))?.revokedAt).toBe(7)
    expect(await events()).toBe(2)
    await accounts.addToken(aToken({ accountId: account }), anEvent(), 1)
    const third = accounts.addToken(aToken({ accountId: account }), anEvent(), 1)
    expect(await outcomeOf(third)).toBe('limit_reached')
  })
}
