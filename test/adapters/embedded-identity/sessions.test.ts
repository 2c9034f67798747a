import { describe, expect, it } from '@jest/globals'
import { DAY_MS, MINUTE_MS } from '../../../core/kernel/clock.ts'
import { ANN, accountWorld } from '../../core/account/account-world.ts'

const { email, password } = ANN
const unauthenticated = expect.objectContaining({ code: 'unauthenticated' })

async function confirmed() {
  const world = await accountWorld()
  await world.identity.signUp({ ...ANN, operationId: 'op_1' })
  const { subject } = await world.identity.confirm(email, world.newestCode())
  return { world, subject }
}

describe('logging in', () => {
  it('gives an access token that the published keys verify, good for an hour', async () => {
    const { world, subject } = await confirmed()
    const { session } = await world.identity.openSession(email, password)
    expect(await world.sessions.verify(session.accessToken)).toMatchObject({ subject: subject })
    expect(session.expiresInSeconds).toBe(3_600)
  })

  it('is refused in the same words for a wrong password and for an unknown address', async () => {
    const { world } = await confirmed()
    const wrong = await world.identity.openSession(email, 'a wrong password').catch(String)
    const unknown = await world.identity.openSession('bob@example.com', password).catch(String)
    expect(wrong).toMatch(/password is wrong/)
    expect(unknown).toBe(wrong)
  })

  it.each([email, 'bob@example.com'])(
    'is refused to %s after twenty failures, for a minute',
    async (address) => {
      const { world } = await confirmed()
      const fail = () => world.identity.openSession(address, 'a wrong password')
      for (let n = 0; n < 20; n += 1) await expect(fail()).rejects.toEqual(unauthenticated)
      await expect(fail()).rejects.toMatchObject({ code: 'rate_limited' })
      world.pass(MINUTE_MS)
      await expect(fail()).rejects.toEqual(unauthenticated)
    },
  )

  it('counts failures that come all at once', async () => {
    const { world } = await confirmed()
    const tries = Array.from({ length: 30 }, () =>
      world.identity.openSession(email, 'a wrong password'),
    )
    const codes = await Promise.all(tries.map((each) => each.catch(({ code }) => code)))
    expect(codes.filter((code) => code === 'unauthenticated')).toHaveLength(20)
    expect(codes.filter((code) => code === 'rate_limited')).toHaveLength(10)
  })

  it('does not count good log-ins', async () => {
    const { world } = await confirmed()
    for (let n = 0; n < 25; n += 1) await world.identity.openSession(email, password)
    await expect(world.identity.openSession(email, password)).resolves.toBeDefined()
  })
})

describe('a refresh token', () => {
  it('gives a new session of the same person, once', async () => {
    const { world, subject } = await confirmed()
    const { session } = await world.identity.openSession(email, password)
    const next = await world.identity.refreshSession(session.refreshToken)
    expect(await world.sessions.verify(next.accessToken)).toMatchObject({ subject: subject })
    expect(next.refreshToken).not.toBe(session.refreshToken)
    const again = world.identity.refreshSession(session.refreshToken)
    await expect(again).rejects.toEqual(unauthenticated)
  })

  it('serves one of many that use it at once', async () => {
    const { world } = await confirmed()
    const { session } = await world.identity.openSession(email, password)
    const all = Array.from({ length: 10 }, () =>
      world.identity.refreshSession(session.refreshToken),
    )
    const served = (await Promise.allSettled(all)).filter(({ status }) => status === 'fulfilled')
    expect(served).toHaveLength(1)
  })

  it('works for 30 days', async () => {
    const { world } = await confirmed()
    const { session: early } = await world.identity.openSession(email, password)
    const { session: late } = await world.identity.openSession(email, password)
    world.pass(30 * DAY_MS - 1)
    await expect(world.identity.refreshSession(early.refreshToken)).resolves.toBeDefined()
    world.pass(1)
    const expired = world.identity.refreshSession(late.refreshToken)
    await expect(expired).rejects.toEqual(unauthenticated)
  })

  it('is refused with another secret, and used up by that', async () => {
    const { world } = await confirmed()
    const { session } = await world.identity.openSession(email, password)
    const forged = session.refreshToken.slice(0, -43) + 'A'.repeat(43)
    await expect(world.identity.refreshSession(forged)).rejects.toEqual(unauthenticated)
    const real = world.identity.refreshSession(session.refreshToken)
    await expect(real).rejects.toEqual(unauthenticated)
  })

  it.each(['', 'hgr_', `hgr_${'a'.repeat(20)}_${'b'.repeat(43)}`, `hgt_${'a'.repeat(20)}`])(
    'is not %j',
    async (text) => {
      const { world } = await confirmed()
      await expect(world.identity.refreshSession(text)).rejects.toEqual(unauthenticated)
    },
  )
})
