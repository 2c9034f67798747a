import { describe, expect, it } from '@jest/globals'
import * as z from 'zod'
import type { Role } from '../../../core/account/role.ts'
import { DAY_MS } from '../../../core/kernel/clock.ts'
import { logIn, PASSWORD, signUpAs } from '../log-in.ts'
import { refusalOf } from '../refusal.ts'
import { type Api, setup } from '../setup.ts'

const ANN = 'ann@example.com'
const BEN = 'ben@example.com'

const idSchema = z.object({ id: z.string() })

async function withAnn() {
  const api = await setup()
  await signUpAs(api, ANN)
  const { accessToken: token } = await logIn(api, ANN)
  const invite = (email: string, role: Role, as = token) =>
    api.call('POST', '/account/members', { token: as, body: { email, role } })
  return { api, token, invite }
}

function invitation({ parts }: Api, email: string): string {
  const { text = '' } = parts.mails.findLast(({ to }) => to === email) ?? {}
  return /hgi_\S+/.exec(text)?.[0] ?? 'none was sent'
}

const accept = (api: Api, email: string, password = PASSWORD) =>
  api.call('POST', '/invitations/accept', { body: { token: invitation(api, email), password } })

/** Ben, who was invited with that role and accepted. */
async function withBen(role: Role) {
  const world = await withAnn()
  const { id } = idSchema.parse((await world.invite(BEN, role)).json())
  expect((await accept(world.api, BEN)).status).toBe(200)
  const { accessToken, refreshToken } = await logIn(world.api, BEN)
  return { ...world, ben: { id, token: accessToken, refreshToken } }
}

describe('Inviting', () => {
  it('makes a member of the account with the role, who logs in with a password of their own', async () => {
    const { api, ben } = await withBen('developer')
    const listed = await api.call('GET', '/account/members', { token: ben.token })
    expect(listed.json()).toMatchObject({
      items: expect.arrayContaining([
        expect.objectContaining({ email: ANN, role: 'owner', state: 'active' }),
        expect.objectContaining({ email: BEN, role: 'developer', state: 'active' }),
      ]),
    })
  })

  it('works once, for seven days, and until it is taken back', async () => {
    const { api, token, invite } = await withAnn()
    await invite(BEN, 'viewer')
    await accept(api, BEN)
    expect(refusalOf(await accept(api, BEN))).toMatchObject({ status: 422, pointers: ['/token'] })
    await invite('cid@example.com', 'viewer')
    api.parts.clock.pass(7 * DAY_MS)
    expect((await accept(api, 'cid@example.com')).status).toBe(422)
    const { id } = idSchema.parse((await invite('dan@example.com', 'viewer')).json())
    await api.call('DELETE', `/account/members/${id}`, { token })
    expect((await accept(api, 'dan@example.com')).status).toBe(422)
  })

  it('answers alike for an address that has a log-in elsewhere, which then cannot accept', async () => {
    const { api, invite } = await withAnn()
    await signUpAs(api, BEN)
    expect((await invite(BEN, 'viewer')).status).toBe(201)
    expect(refusalOf(await accept(api, BEN, 'some other password'))).toMatchObject({ status: 401 })
    expect(refusalOf(await accept(api, BEN))).toMatchObject({ status: 409, code: 'conflict' })
  })

  it('gives no role above the own', async () => {
    const { ben, invite } = await withBen('admin')
    expect(refusalOf(await invite('cid@example.com', 'owner', ben.token))).toMatchObject({
      status: 403,
    })
    expect((await invite('cid@example.com', 'admin', ben.token)).status).toBe(201)
  })

  it('is told of an address that is there already', async () => {
    const { invite } = await withBen('viewer')
    const refused = refusalOf(await invite(BEN, 'admin'))
    expect(refused).toMatchObject({ status: 409, pointers: ['/email'] })
  })
})

describe('Removing a member', () => {
  it('ends sessions, API tokens and the log-in before it answers', async () => {
    const { api, token, ben } = await withBen('developer')
    const body = { name: 'ci', role: 'developer' }
    const made = await api.call('POST', '/account/tokens', { token: ben.token, body })
    const key = z.object({ token: z.string() }).parse(made.json()).token
    const second = await api.call('POST', '/account/tokens', { token: key, body })
    const keyOfKey = z.object({ token: z.string() }).parse(second.json()).token
    const removed = await api.call('DELETE', `/account/members/${ben.id}`, { token })
    expect(removed.status).toBe(204)
    for (const each of [ben.token, key, keyOfKey])
      expect((await api.call('GET', '/account', { token: each })).status).toBe(401)
    const refreshed = await api.call('POST', '/sessions/refresh', {
      body: { refreshToken: ben.refreshToken },
    })
    expect(refreshed.status).toBe(401)
    await expect(logIn(api, BEN)).rejects.toThrow()
    expect(JSON.stringify([...api.parts.database.members.values()])).not.toContain(BEN)
  })

  it('never leaves an account without an owner', async () => {
    const { api, token, ben } = await withBen('owner')
    const change = (id: string, role: Role, as = token) =>
      api.call('PATCH', `/account/members/${id}`, { token: as, body: { role } })
    expect((await change(ben.id, 'admin')).status).toBe(200)
    const listed = z
      .object({ items: z.array(z.object({ id: z.string(), email: z.string() })) })
      .parse((await api.call('GET', '/account/members', { token })).json())
    const ann = listed.items.find(({ email }) => email === ANN)?.id ?? ''
    expect(refusalOf(await change(ann, 'admin'))).toMatchObject({ status: 409 })
    expect((await api.call('DELETE', `/account/members/${ann}`, { token })).status).toBe(409)
    expect((await change(ann, 'viewer', ben.token)).status).toBe(403)
  })
})

describe('Another role', () => {
  it('counts from the next request, and revokes tokens that may do more', async () => {
    const { api, token, ben } = await withBen('admin')
    const tokenOf = async (role: Role) => {
      const made = await api.call('POST', '/account/tokens', {
        token: ben.token,
        body: { name: role, role },
      })
      return z.object({ token: z.string() }).parse(made.json()).token
    }
    const [high, low] = [await tokenOf('admin'), await tokenOf('viewer')]
    await api.call('PATCH', `/account/members/${ben.id}`, { token, body: { role: 'viewer' } })
    const reads = async (path: string, as: string) =>
      (await api.call('GET', path, { token: as })).status
    expect(await reads('/account/audit-events', ben.token)).toBe(403)
    expect([await reads('/account', high), await reads('/account', low)]).toEqual([401, 200])
  })
})
