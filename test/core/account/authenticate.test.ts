import { describe, expect, it } from '@jest/globals'
import { authenticate } from '../../../core/account/authenticate.ts'
import { confirmSignUp } from '../../../core/account/confirm-sign-up.ts'
import { createToken } from '../../../core/account/create-token.ts'
import { openSession } from '../../../core/account/open-session.ts'
import { refreshSession } from '../../../core/account/refresh-session.ts'
import { revokeToken } from '../../../core/account/revoke-token.ts'
import { signUp } from '../../../core/account/sign-up.ts'
import { ANN, accountWorld, ORIGIN } from './account-world.ts'

async function loggedIn() {
  const world = await accountWorld()
  await signUp(world, ANN)
  await confirmSignUp(world, { email: ANN.email, code: world.newestCode(), origin: ORIGIN })
  const session = await openSession(world, { ...ANN, origin: ORIGIN })
  const actor = await authenticate(world, `Bearer ${session.accessToken}`)
  return { world, session, actor }
}

async function withToken() {
  const { world, actor } = await loggedIn()
  const request = { actor, origin: ORIGIN, name: 'ci', role: 'developer' } as const
  const { id, token } = await createToken(world, request)
  return { world, actor, id, token }
}

const unauthenticated = expect.objectContaining({ code: 'unauthenticated' })

describe('authenticating', () => {
  it('knows a member by the access token of a session', async () => {
    const { world, actor } = await loggedIn()
    expect([...world.members.values()]).toMatchObject([
      { id: actor.id, accountId: actor.accountId },
    ])
    expect(actor.role).toBe('owner')
  })

  it('knows a member by the access token of a refreshed session', async () => {
    const { world, session, actor } = await loggedIn()
    const { accessToken } = await refreshSession(world, session)
    expect(await authenticate(world, `bearer ${accessToken}`)).toEqual(actor)
  })

  it('goes by the role that the member has now', async () => {
    const { world, session, actor } = await loggedIn()
    for (const [subject, member] of world.members) {
      world.members.set(subject, { ...member, role: 'viewer' })
    }
    const now = await authenticate(world, `Bearer ${session.accessToken}`)
    expect(now).toEqual({ ...actor, role: 'viewer' })
  })

  it('refuses the session of a member who was removed', async () => {
    const { world, session } = await loggedIn()
    world.members.clear()
    const asked = authenticate(world, `Bearer ${session.accessToken}`)
    await expect(asked).rejects.toEqual(unauthenticated)
  })

  it('knows the holder of an API token, with the role of the token', async () => {
    const { world, actor, id, token } = await withToken()
    const holder = await authenticate(world, `Bearer ${token}`)
    expect(holder).toEqual({
      id,
      accountId: actor.accountId,
      role: 'developer',
      memberId: actor.id,
    })
  })

  it('refuses a revoked token from then on', async () => {
    const { world, actor, id, token } = await withToken()
    await revokeToken(world, { actor, tokenId: id, origin: ORIGIN })
    await expect(authenticate(world, `Bearer ${token}`)).rejects.toEqual(unauthenticated)
  })

  it.each([
    ['a changed signature', (token: string) => token.replace(/.$/, (c) => (c === 'A' ? 'B' : 'A'))],
    ['another token id', (token: string) => token.slice(0, 25) + 'b'.repeat(20) + token.slice(45)],
    ['a part too many', (token: string) => `${token}_x`],
    ['an upper-case prefix', (token: string) => token.replace('hgt_', 'HGT_')],
    ['no signature', (token: string) => token.slice(0, 46)],
  ])('refuses an API token with %s', async (_what, change) => {
    const { world, token } = await withToken()
    expect(change(token)).not.toBe(token)
    await expect(authenticate(world, `Bearer ${change(token)}`)).rejects.toEqual(unauthenticated)
  })

  it('refuses a token that names another account than its own', async () => {
    const { world, token } = await withToken()
    const foreign = token.replace(/^hgt_[a-z0-9]{20}/, `hgt_${'b'.repeat(20)}`)
    await expect(authenticate(world, `Bearer ${foreign}`)).rejects.toEqual(unauthenticated)
  })

  it.each([
    undefined,
    '',
    'Bearer',
    'Bearer ',
    'Basic YTpi',
    'Bearer a b',
    `Bearer ${'a'.repeat(9_000)}`,
  ])('refuses the header %j', async (header) => {
    const { world } = await loggedIn()
    await expect(authenticate(world, header)).rejects.toEqual(unauthenticated)
  })
})
