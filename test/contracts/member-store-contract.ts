import { describe, expect, it } from '@jest/globals'
import type { Account, Member } from '../../core/account/account.ts'
import type { Invited } from '../../core/account/invited.ts'
import { outcomeOf, outcomesOf } from './outcomes.ts'
import { aMember, anAccount, anEvent, anOperation, aToken } from './store-fixtures.ts'
import type { OpenStores, StoresUnderTest } from './stores-under-test.ts'

const event = ({ id }: Account) => anEvent({ accountId: id, action: 'member.invite' })

async function opened({ accounts }: StoresUnderTest) {
  const account = anAccount()
  const owner = aMember(account)
  const { tenantId: _, ...operation } = anOperation({ accountId: account.id, state: 'done' })
  await accounts.open(account, owner, event(account), operation)
  return { account, owner }
}

function anInvited(account: Account, more: Partial<Invited> = {}): Invited {
  const { subject: _, ...person } = aMember(account, { role: 'viewer' })
  return { ...person, email: `${person.id}@example.com`, invitedUntil: 9, ...more }
}

/** Another member, as inviting and accepting make one. */
async function joined({ members }: StoresUnderTest, account: Account, role: Member['role']) {
  const invited = anInvited(account, { role })
  await members.invite(invited, event(account), 9)
  await members.accept(invited, `subject-${invited.id}`, event(account))
  const { invitedUntil: _, ...person } = invited
  return { ...person, subject: `subject-${invited.id}` }
}

/** What every `MemberStore` does. */
export function describeMemberStoreContract(store: string, open: OpenStores): void {
  describe(`the member store (${store})`, () => {
    describeJoining(open)
    describeLeaving(open)
  })
}

function describeJoining(open: OpenStores): void {
  it('turns an invited person into a member, once', async () => {
    const stores = await open()
    const { account, owner } = await opened(stores)
    const invited = anInvited(account)
    await stores.members.invite(invited, event(account), 9)
    expect(await stores.members.get(account.id, invited.id)).toEqual(invited)
    const accepts = ['one', 'other'].map((subject) =>
      stores.members.accept(invited, subject, event(account)),
    )
    expect((await outcomesOf(accepts)).toSorted()).toEqual(['conflict', 'done'])
    const { items } = await stores.members.list(account.id, { limit: 9 })
    expect(items.map(({ id }) => id)).toEqual([owner.id, invited.id].toSorted())
  })

  it('invites an address once, and up to a limit that counts everybody', async () => {
    const stores = await open()
    const { account } = await opened(stores)
    const { members } = stores
    const asked = [1, 2, 3].map(() => members.invite(anInvited(account), event(account), 3))
    expect((await outcomesOf(asked)).toSorted()).toEqual(['done', 'done', 'limit_reached'])
    const [first] = (await members.list(account.id, { limit: 9 })).items.filter(
      (each) => 'invitedUntil' in each,
    )
    const again = anInvited(account, { email: first?.email ?? '' })
    expect(await outcomeOf(members.invite(again, event(account), 9))).toBe('conflict')
  })

  it('makes nobody a member of two accounts', async () => {
    const stores = await open()
    const { owner } = await opened(stores)
    const { account } = await opened(stores)
    const invited = anInvited(account)
    await stores.members.invite(invited, event(account), 9)
    const accept = stores.members.accept(invited, owner.subject, event(account))
    expect(await outcomeOf(accept)).toBe('conflict')
    expect(await stores.members.get(account.id, invited.id)).toEqual(invited)
  })
}

function describeLeaving(open: OpenStores): void {
  it('lets a member go: from then on they are nobody, and a leaver until they are forgotten', async () => {
    const stores = await open()
    const { account } = await opened(stores)
    const member = await joined(stores, account, 'admin')
    const { id, email, subject } = member
    expect(await stores.accounts.memberBySubject(subject)).toEqual(member)
    await stores.members.remove(member, event(account))
    expect(await stores.accounts.memberBySubject(subject)).toBeUndefined()
    expect(await stores.members.get(account.id, id)).toBeUndefined()
    expect(await outcomeOf(stores.members.remove(member, event(account)))).toBe('conflict')
    const leaver = { id, accountId: account.id, email, subject }
    expect(await stores.members.getLeaver(account.id, id)).toEqual(leaver)
    expect((await stores.members.listLeavers(account.id, { limit: 9 })).items).toEqual([leaver])
    const { account: other } = await opened(stores)
    expect(await stores.members.getLeaver(other.id, id)).toBeUndefined()
  })

  it('keeps subject and address of a leaver taken until they are forgotten', async () => {
    const stores = await open()
    const { account } = await opened(stores)
    const member = await joined(stores, account, 'admin')
    const { id, email, subject } = member
    await stores.members.remove(member, event(account))
    const again = anInvited(account, { email })
    const invite = () => outcomeOf(stores.members.invite(again, event(account), 2))
    expect(await invite()).toBe('conflict')
    const { account: other } = await opened(stores)
    const elsewhere = anInvited(other)
    await stores.members.invite(elsewhere, event(other), 9)
    const accept = () => outcomeOf(stores.members.accept(elsewhere, subject, event(other)))
    expect(await accept()).toBe('conflict')
    const leaver = { id, accountId: account.id, email, subject }
    await Promise.all([1, 2].map(() => stores.members.forget(leaver)))
    expect(await stores.members.getLeaver(account.id, id)).toBeUndefined()
    expect([await invite(), await accept()]).toEqual(['done', 'done'])
    await stores.members.forget(leaver)
    expect(await stores.accounts.memberBySubject(subject)).toMatchObject({ id: elsewhere.id })
  })

  it('keeps the last owner, however many owners go and step down at once', async () => {
    const stores = await open()
    const { account, owner } = await opened(stores)
    const second = await joined(stores, account, 'owner')
    const third = await joined(stores, account, 'owner')
    const outcomes = await outcomesOf([
      stores.members.remove(owner, event(account)),
      stores.members.changeRole(second, 'viewer', event(account)),
      stores.members.remove(third, event(account)),
    ])
    expect(outcomes.toSorted()).toEqual(['conflict', 'done', 'done'])
    const { items } = await stores.members.list(account.id, { limit: 9 })
    expect(items.filter(({ role }) => role === 'owner')).toHaveLength(1)
  })

  it('changes a role only from the one that was read', async () => {
    const stores = await open()
    const { account } = await opened(stores)
    const member = await joined(stores, account, 'viewer')
    await stores.members.changeRole(member, 'admin', event(account))
    const late = stores.members.changeRole(member, 'developer', event(account))
    expect(await outcomeOf(late)).toBe('conflict')
    expect(await stores.members.get(account.id, member.id)).toEqual({ ...member, role: 'admin' })
  })

  it('lets nobody who is gone, or may less, make a token any more', async () => {
    const stores = await open()
    const { account } = await opened(stores)
    const member = await joined(stores, account, 'viewer')
    const token = (role: Member['role']) =>
      aToken({ accountId: account.id, memberId: member.id, role })
    const add = (role: Member['role']) => stores.accounts.addToken(token(role), event(account), 9)
    expect([await outcomeOf(add('viewer')), await outcomeOf(add('admin'))]).toEqual([
      'done',
      'forbidden',
    ])
    await stores.members.remove(member, event(account))
    expect(await outcomeOf(add('viewer'))).toBe('forbidden')
  })
}
