import { describe, expect, it } from '@jest/globals'
import type { IdentityProvider, PublicKeySet } from '../../../core/account/identity-ports.ts'
import { keepSessionKeys } from '../../../core/account/keep-session-keys.ts'
import { createJwtSessionVerifier } from '../../../adapters/jwt-sessions/jwt-session-verifier.ts'
import { type AccountWorld, ANN, AUDIENCE, accountWorld, ISSUER } from './account-world.ts'

async function confirmed({ identity, newestCode }: AccountWorld) {
  await identity.signUp({ ...ANN, operationId: 'op_1' })
  await identity.confirm(ANN.email, newestCode())
  return ANN
}

async function setup() {
  const world = await accountWorld()
  const keys = world.identity.jwks()
  let stored: PublicKeySet | undefined
  let down = false
  const writes: PublicKeySet[] = []
  const store = {
    get: async () => stored,
    put: async (given: PublicKeySet) => {
      if (down) throw new Error('The table does not answer.')
      writes.push(given)
      stored = given
    },
  }
  const identity: IdentityProvider = keepSessionKeys(world.identity, async () => keys, store)
  const readKeys = () => store.get()
  const verifier = createJwtSessionVerifier({ issuer: ISSUER, audience: AUDIENCE, readKeys })
  const fail = (now: boolean) => {
    down = now
  }
  return { world, identity, writes, verifier, fail }
}

describe('The public keys of sessions', () => {
  it('are kept with the first session, once, and open it where the provider is out of reach', async () => {
    const { world, identity, writes, verifier } = await setup()
    const { email, password } = await confirmed(world)
    const { session } = await identity.openSession(email, password)
    expect(await verifier.verify(session.accessToken)).toMatchObject({
      subject: expect.any(String),
    })
    await identity.refreshSession(session.refreshToken)
    expect(writes).toHaveLength(1)
  })

  it('cost nobody a session when they cannot be kept, and are tried again with the next', async () => {
    const { world, identity, writes, fail } = await setup()
    const { email, password } = await confirmed(world)
    fail(true)
    const { session } = await identity.openSession(email, password)
    expect(writes).toEqual([])
    fail(false)
    await identity.refreshSession(session.refreshToken)
    expect(writes).toHaveLength(1)
  })
})
