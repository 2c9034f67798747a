import { describe, expect, it } from '@jest/globals'
import { confirmSignUp } from '../../../core/account/confirm-sign-up.ts'
import { openSession } from '../../../core/account/open-session.ts'
import { signUp } from '../../../core/account/sign-up.ts'
import { ServiceError } from '../../../core/kernel/service-error.ts'
import { ANN, accountWorld, ORIGIN } from './account-world.ts'

const { email, password } = ANN

async function signedUp() {
  const world = await accountWorld()
  const { operationId } = await signUp(world, ANN)
  return { world, operationId, code: world.newestCode() }
}

describe('signing up', () => {
  it('opens, once the code is confirmed, an account whose owner is the person', async () => {
    const { world, operationId, code } = await signedUp()
    const confirmed = await confirmSignUp(world, { email, code, origin: ORIGIN })
    expect(confirmed.operationId).toBe(operationId)
    expect(await world.accounts.get(confirmed.accountId)).toMatchObject({ name: 'Ann & Co' })
    expect([...world.members.values()]).toMatchObject([
      { accountId: confirmed.accountId, email, role: 'owner' },
    ])
  })

  it('makes the operation readable to the account, as done, with the confirmation', async () => {
    const { world, operationId, code } = await signedUp()
    expect(world.operations.get(operationId)).toBeUndefined()
    const { accountId } = await confirmSignUp(world, { email, code, origin: ORIGIN })
    expect(world.operations.get(operationId)).toMatchObject({ accountId, state: 'done' })
  })

  it('puts the opening on record with where it came from, and without the e-mail address', async () => {
    const { world, code } = await signedUp()
    const { accountId } = await confirmSignUp(world, { email, code, origin: ORIGIN })
    expect(world.events()).toMatchObject([{ accountId, action: 'account.open', ...ORIGIN }])
    expect(JSON.stringify(world.events())).not.toContain(email)
  })

  it('answers alike for a known, an unconfirmed and an unknown address', async () => {
    const { world, code } = await signedUp()
    const unconfirmed = await signUp(world, ANN)
    await confirmSignUp(world, { email, code: world.newestCode(), origin: ORIGIN })
    const known = await signUp(world, ANN)
    const unknown = await signUp(world, { ...ANN, email: 'bob@example.com' })
    for (const answer of [unconfirmed, known, unknown]) {
      expect(answer).toEqual({ operationId: expect.stringMatching(/^op_[a-z0-9]{20}$/) })
    }
    expect(code).toHaveLength(6)
  })

  it('answers a repeated confirmation with the same account', async () => {
    const { world, code } = await signedUp()
    const first = await confirmSignUp(world, { email, code, origin: ORIGIN })
    const again = await confirmSignUp(world, { email, code, origin: ORIGIN })
    expect(again).toEqual(first)
    expect(world.members.size).toBe(1)
  })

  it('opens one account when two confirm at once', async () => {
    const { world, code } = await signedUp()
    const both = await Promise.all([
      confirmSignUp(world, { email, code, origin: ORIGIN }),
      confirmSignUp(world, { email, code, origin: ORIGIN }),
    ])
    expect(both[0]).toEqual(both[1])
    expect(world.events()).toHaveLength(1)
  })
})

describe('a crash between confirming and opening the account', () => {
  async function cutShort() {
    const { world, code } = await signedUp()
    const unavailable = new ServiceError('unavailable', 'The store is gone.')
    const accounts = { ...world.accounts, open: () => Promise.reject(unavailable) }
    const cut = confirmSignUp({ ...world, accounts }, { email, code, origin: ORIGIN })
    await expect(cut).rejects.toBe(unavailable)
    expect(world.members.size).toBe(0)
    return { world, code }
  }

  it('is healed by sending the code again', async () => {
    const { world, code } = await cutShort()
    await confirmSignUp(world, { email, code, origin: ORIGIN })
    expect(world.members.size).toBe(1)
  })

  it('is healed by logging in, however much later', async () => {
    const { world } = await cutShort()
    world.pass(7 * 24 * 3_600_000)
    await openSession(world, { email, password, origin: ORIGIN })
    expect([...world.members.values()]).toMatchObject([{ email, role: 'owner' }])
    expect([...world.operations.values()]).toMatchObject([{ state: 'done' }])
  })
})
