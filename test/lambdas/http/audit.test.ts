import { describe, expect, it } from '@jest/globals'
import * as z from 'zod'
import { DAY_MS, MINUTE_MS } from '../../../core/kernel/clock.ts'
import { logIn, mailedCode, PASSWORD, signUpAs } from '../log-in.ts'
import { OPERATOR_TOKEN } from '../parts.ts'
import type { Person } from '../person.ts'
import { type Api, setup } from '../setup.ts'
import { ownThings } from './own-things.ts'

const eventsSchema = z.object({
  items: z.array(z.looseObject({ action: z.string(), outcome: z.string(), resource: z.string() })),
})

async function trail(ann: Person, query: Record<string, string> = {}) {
  const answer = await ann.call('GET', '/account/audit-events', { query })
  return eventsSchema.parse(answer.json()).items
}

describe('The audit trail', () => {
  it('says who was refused a change or a secret, and not who was refused a look', async () => {
    const api = await setup()
    const ann = await api.person()
    const token = await ann.tokenFor('viewer')
    await api.call('POST', '/tenants', { token, body: { name: 'x', plan: 'basic-0' } })
    api.parts.clock.pass(1)
    await api.call('GET', '/tenants/none/connection', { token })
    api.parts.clock.pass(1)
    await api.call('GET', '/account/audit-events', { token })
    await api.call('POST', '/operator/tenants/none/suspend', { token })
    const [, , tokenId] = token.split('_')
    expect(await trail(ann, { actor: `tok_${tokenId}` })).toMatchObject([
      { action: 'tenant.suspend', outcome: 'refused' },
      { action: 'credential.read-secret', outcome: 'refused' },
      { action: 'tenant.create', outcome: 'refused', resource: '/v1/tenants' },
    ])
  })

  it('is filtered by action, resource and time', async () => {
    const api = await setup()
    const ann = await api.person()
    const before = api.parts.clock.now()
    api.parts.clock.pass(MINUTE_MS)
    const { tenantId = '' } = await ownThings(api, ann)
    const resource = `/v1/tenants/${tenantId}`
    expect(await trail(ann, { action: 'tenant.create' })).toMatchObject([{ resource }])
    const ofTenant = await trail(ann, { resource })
    expect(ofTenant.length).toBeGreaterThan(0)
    expect(ofTenant.filter((each) => !each.resource.startsWith(resource))).toEqual([])
    const to = new Date(before + 1).toISOString()
    expect((await trail(ann, { to })).map(({ action }) => action)).not.toContain('tenant.create')
    expect(await trail(ann, { from: new Date(before + DAY_MS).toISOString() })).toEqual([])
    const bad = await ann.call('GET', '/account/audit-events', { query: { from: 'yesterday' } })
    expect(bad.status).toBe(422)
  })

  it('holds no secret, whatever was done', async () => {
    const api = await setup()
    const secrets = await doEverything(api)
    const shown = JSON.stringify([...api.parts.database.auditEvents.values()])
    expect(shown.length).toBeGreaterThan(2_000)
    expect(secrets.filter((secret) => secret === '' || shown.includes(secret))).toEqual([])
    expect(shown).not.toMatch(/hg[toir]_|@example\.com/)
  })
})

describe('A secret in a wrong place', () => {
  it('does not get into the trail with the refusal', async () => {
    const api = await setup()
    const ann = await api.person()
    const token = await ann.tokenFor('viewer')
    const secrets = [
      ann.token,
      `whsec_${'A'.repeat(44)}`,
      `eyJ${'a'.repeat(30)}.eyJ${'b'.repeat(30)}.c`,
    ]
    for (const secret of secrets)
      expect((await api.call('DELETE', `/account/tokens/${secret}`, { token })).status).toBe(403)
    const headers = { 'x-request-id': ann.token }
    const answer = await api.call('DELETE', '/account/tokens/tok_none', { token, headers })
    expect(answer.headers['X-Request-Id']).toMatch(/^[0-9a-f-]{36}$/)
    const { text } = await ann.call('GET', '/account/audit-events')
    expect(text).toContain('"/v1/account/tokens/hgt…"')
    expect(secrets.filter((secret) => text.includes(secret.slice(-20)))).toEqual([])
  })
})

/** Signs up, logs in, invites, makes tokens and tenants, reads secrets; answers with all that must not be told. */
async function doEverything(api: Api): Promise<readonly string[]> {
  const email = 'ann@example.com'
  await signUpAs(api, email)
  const { accessToken: token, refreshToken } = await logIn(api, email)
  const ann = { ...(await api.person()), call: api.call }
  const asAnn: Person = {
    ...ann,
    call: (method, path, options = {}) => api.call(method, path, { token, ...options }),
  }
  const { tenantId, credentialId } = await ownThings(api, asAnn)
  const secret = await asAnn.call('GET', `/tenants/${tenantId}/credentials/${credentialId}/secret`)
  const { password } = z.object({ password: z.string() }).parse(secret.json())
  const body = { name: 'ci', role: 'viewer' }
  const made = await asAnn.call('POST', '/account/tokens', { body })
  const other = 'staple of another kind'
  await asAnn.call('POST', '/account/password', {
    body: { password: PASSWORD, newPassword: other },
  })
  await api.call('POST', '/password-resets', { body: { email } })
  const key = z.object({ token: z.string() }).parse(made.json()).token
  return [
    PASSWORD,
    other,
    password,
    key,
    token,
    refreshToken,
    mailedCode(api, email),
    OPERATOR_TOKEN,
  ]
}

describe('An API token', () => {
  it('may have an end, and says when it was last used', async () => {
    const api = await setup()
    const ann = await api.person()
    const body = { name: 'ci', role: 'viewer', expiresInSeconds: 3_600 }
    const made = await ann.call('POST', '/account/tokens', { body })
    const { id, token } = z.object({ id: z.string(), token: z.string() }).parse(made.json())
    const seen = async () => {
      const { items } = z
        .object({ items: z.array(z.looseObject({ id: z.string() })) })
        .parse((await ann.call('GET', '/account/tokens')).json())
      return items.find((each) => each.id === id)
    }
    const now = api.parts.clock.now()
    expect(await seen()).toMatchObject({ expiresAt: new Date(now + 3_600_000).toISOString() })
    expect(await seen()).not.toHaveProperty('lastUsedAt')
    expect((await api.call('GET', '/account', { token })).status).toBe(200)
    expect(await seen()).toMatchObject({ lastUsedAt: new Date(now).toISOString() })
    api.parts.clock.pass(4 * MINUTE_MS)
    await api.call('GET', '/account', { token })
    expect(await seen()).toMatchObject({ lastUsedAt: new Date(now).toISOString() })
    api.parts.clock.pass(56 * MINUTE_MS)
    expect((await api.call('GET', '/account', { token })).status).toBe(401)
  })
})
