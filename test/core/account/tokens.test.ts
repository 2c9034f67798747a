import { describe, expect, it } from '@jest/globals'
import type { Actor } from '../../../core/account/account.ts'
import {
  createToken,
  type CreateTokenRequest,
  issueAgain,
} from '../../../core/account/create-token.ts'
import { listTokens } from '../../../core/account/list-tokens.ts'
import { revokeToken } from '../../../core/account/revoke-token.ts'
import { accountWorld, ORIGIN } from './account-world.ts'

const owner: Actor = { id: 'mem_1', accountId: `acc_${'a'.repeat(20)}`, role: 'owner' }
const developer: Actor = { ...owner, id: 'mem_2', role: 'developer' }
const page = { limit: 100 }

function asked(change: Partial<CreateTokenRequest> = {}): CreateTokenRequest {
  return { actor: owner, origin: ORIGIN, name: 'ci', role: 'developer', ...change }
}

const refusedAs = (code: string) => expect.objectContaining({ code })

describe('API tokens', () => {
  it.each(['owner', 'admin'] as const)('a developer cannot make one with role %s', async (role) => {
    const world = await accountWorld()
    const made = createToken(world, asked({ actor: developer, role }))
    await expect(made).rejects.toEqual(refusedAs('forbidden'))
    expect(world.events()).toEqual([])
  })

  it.each(['developer', 'viewer'] as const)(
    'a developer can make one with role %s',
    async (role) => {
      const world = await accountWorld()
      const { id } = await createToken(world, asked({ actor: developer, role }))
      const { items } = await listTokens(world, { actor: owner, page })
      expect(items).toMatchObject([{ id, role, name: 'ci', createdBy: 'mem_2' }])
    },
  )

  it('show nothing in the list or the trail that lets somebody in', async () => {
    const world = await accountWorld()
    const { token } = await createToken(world, asked())
    const signature = token.slice(-43)
    const shown = JSON.stringify([await listTokens(world, { actor: owner, page }), world.events()])
    expect(shown).not.toContain(signature)
  })

  it('are told again as long as they live, to their account alone', async () => {
    const world = await accountWorld()
    const made = await createToken(world, asked())
    expect(await issueAgain(world, owner, made.id)).toEqual(made)
    expect(await issueAgain(world, { ...owner, accountId: 'acc_b' }, made.id)).toBeUndefined()
    await revokeToken(world, { actor: owner, tokenId: made.id, origin: ORIGIN })
    expect(await issueAgain(world, owner, made.id)).toBeUndefined()
  })

  it('end at 100 an account', async () => {
    const world = await accountWorld()
    for (let n = 0; n < 100; n += 1) await createToken(world, asked())
    await expect(createToken(world, asked())).rejects.toEqual(refusedAs('limit_reached'))
  })

  it('disappear from the list when revoked, which is on record once however often it is asked', async () => {
    const world = await accountWorld()
    const { id } = await createToken(world, asked())
    await revokeToken(world, { actor: owner, tokenId: id, origin: ORIGIN })
    await revokeToken(world, { actor: owner, tokenId: id, origin: ORIGIN })
    expect((await listTokens(world, { actor: owner, page })).items).toEqual([])
    expect(world.events().map(({ action }) => action)).toEqual(['token.create', 'token.revoke'])
  })

  it('of a higher role cannot be revoked from below', async () => {
    const world = await accountWorld()
    const { id } = await createToken(world, asked({ role: 'admin' }))
    const revoked = revokeToken(world, { actor: developer, tokenId: id, origin: ORIGIN })
    await expect(revoked).rejects.toEqual(refusedAs('forbidden'))
    expect((await listTokens(world, { actor: owner, page })).items).toHaveLength(1)
  })

  it('of somebody else are not found, the same as missing ones', async () => {
    const world = await accountWorld()
    const { id } = await createToken(world, asked())
    const stranger: Actor = { ...owner, accountId: `acc_${'b'.repeat(20)}` }
    const foreign = revokeToken(world, { actor: stranger, tokenId: id, origin: ORIGIN })
    const missing = revokeToken(world, { actor: owner, tokenId: 'tok_none', origin: ORIGIN })
    await expect(foreign).rejects.toEqual(refusedAs('not_found'))
    await expect(missing).rejects.toEqual(refusedAs('not_found'))
  })
})
