import { describe, expect, it } from '@jest/globals'
import * as z from 'zod'
import { type LoggedIn, logIn, mailedCode, PASSWORD, signUpAs } from '../log-in.ts'
import { refusalOf } from '../refusal.ts'
import { type Api, setup } from '../setup.ts'

const ANN = 'ann@example.com'
const OTHER = 'staple of another kind'

async function withAnn() {
  const api = await setup()
  await signUpAs(api, ANN)
  return { api, session: await logIn(api, ANN) }
}

const reads = async (api: Api, { accessToken }: LoggedIn) =>
  (await api.call('GET', '/account', { token: accessToken })).status

const refreshes = async (api: Api, { refreshToken }: LoggedIn) =>
  (await api.call('POST', '/sessions/refresh', { body: { refreshToken } })).status

describe('Logging out', () => {
  it('ends the access token and the refresh token of that session, and of no other', async () => {
    const { api, session } = await withAnn()
    const other = await logIn(api, ANN)
    const out = await api.call('DELETE', '/sessions/current', { token: session.accessToken })
    expect(out.status).toBe(204)
    expect([await reads(api, session), await refreshes(api, session)]).toEqual([401, 401])
    expect([await reads(api, other), await refreshes(api, other)]).toEqual([200, 200])
  })

  it('ends what the session was refreshed to as well', async () => {
    const { api, session } = await withAnn()
    const answer = await api.call('POST', '/sessions/refresh', {
      body: { refreshToken: session.refreshToken },
    })
    const next = z
      .object({ accessToken: z.string(), refreshToken: z.string() })
      .parse(answer.json())
    await api.call('DELETE', '/sessions/current', { token: session.accessToken })
    expect([await reads(api, next), await refreshes(api, next)]).toEqual([401, 401])
  })

  it('is nothing for an API token', async () => {
    const { api } = await withAnn()
    const { token } = await api.person()
    const refused = refusalOf(await api.call('DELETE', '/sessions/current', { token }))
    expect(refused).toMatchObject({ status: 409, code: 'conflict' })
  })
})

describe('Changing a password', () => {
  const change = (api: Api, { accessToken: token }: LoggedIn, password: string) =>
    api.call('POST', '/account/password', { token, body: { password, newPassword: OTHER } })

  it('needs the present one', async () => {
    const { api, session } = await withAnn()
    expect(refusalOf(await change(api, session, 'some other password'))).toMatchObject({
      status: 401,
    })
    expect(await reads(api, session)).toBe(200)
  })

  it('ends every session, and answers with a new one', async () => {
    const { api, session } = await withAnn()
    const other = await logIn(api, ANN)
    api.parts.clock.pass(1)
    const answer = await change(api, session, PASSWORD)
    const next = z
      .object({ accessToken: z.string(), refreshToken: z.string() })
      .parse(answer.json())
    for (const each of [session, other]) {
      expect([await reads(api, each), await refreshes(api, each)]).toEqual([401, 401])
    }
    expect([await reads(api, next), await refreshes(api, next)]).toEqual([200, 200])
    await expect(logIn(api, ANN)).rejects.toThrow()
    await logIn(api, ANN, OTHER)
  })
})

describe('A forgotten password', () => {
  const ask = (api: Api, email: string) => api.call('POST', '/password-resets', { body: { email } })
  const confirm = (api: Api, code: string, email = ANN) =>
    api.call('POST', '/password-resets/confirm', { body: { email, code, password: OTHER } })

  it('is replaced with a code that works once, and every session ends', async () => {
    const { api, session } = await withAnn()
    api.parts.clock.pass(1)
    expect((await ask(api, ANN)).status).toBe(204)
    const code = mailedCode(api, ANN)
    expect((await confirm(api, code)).status).toBe(204)
    expect([await reads(api, session), await refreshes(api, session)]).toEqual([401, 401])
    expect(await reads(api, await logIn(api, ANN, OTHER))).toBe(200)
    expect(refusalOf(await confirm(api, code))).toMatchObject({ status: 422, pointers: ['/code'] })
  })

  it('is asked for with one answer, known or not, and an unknown address gets no mail', async () => {
    const { api } = await withAnn()
    const mails = api.parts.mails.length
    const known = await ask(api, ANN)
    const unknown = await ask(api, 'nobody@example.com')
    expect([unknown.status, unknown.text]).toEqual([known.status, known.text])
    expect(api.parts.mails).toHaveLength(mails + 1)
    const wrong = refusalOf(await confirm(api, '000000'))
    expect(refusalOf(await confirm(api, '000000', 'nobody@example.com'))).toEqual(wrong)
  })

  it('is not guessed in more than five tries', async () => {
    const { api } = await withAnn()
    await ask(api, ANN)
    const code = mailedCode(api, ANN)
    const wrong = code === '000000' ? '000001' : '000000'
    await Promise.all(Array.from({ length: 5 }, () => confirm(api, wrong)))
    expect((await confirm(api, code)).status).toBe(422)
  })
})
