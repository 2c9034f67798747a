import { describe, expect, it } from '@jest/globals'
import * as z from 'zod'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../core/kernel/clock.ts'
import { createInvoiceJob } from '../../../lambdas/jobs/invoice-job.ts'
import { createDepartureHandler } from '../../../lambdas/jobs/departure-handler.ts'
import { logIn, signUpAs } from '../log-in.ts'
import { refusalOf } from '../refusal.ts'
import { type Api, setup } from '../setup.ts'

const ANN = 'ann@example.com'
/** What signUpAs calls it. */
const NAME = 'Acme'

async function withAnn() {
  const api = await setup()
  await signUpAs(api, ANN)
  const { accessToken: token } = await logIn(api, ANN)
  const end = (confirm: string, as = token) =>
    api.call('DELETE', '/account', { token: as, query: { confirm } })
  return { api, token, end }
}

async function tokenOf(api: Api, token: string, role: string): Promise<string> {
  const made = await api.call('POST', '/account/tokens', { token, body: { name: role, role } })
  return z.object({ token: z.string() }).parse(made.json()).token
}

const statusOf = async (api: Api, token: string) =>
  (await api.call('GET', '/account', { token })).status

describe('PATCH /account', () => {
  it('renames it, for owners and admins, and says so in the trail', async () => {
    const { api, token } = await withAnn()
    const admin = await tokenOf(api, token, 'admin')
    const renamed = await api.call('PATCH', '/account', { token: admin, body: { name: 'Other' } })
    expect(renamed.json()).toMatchObject({ name: 'Other' })
    expect((await api.call('GET', '/account', { token })).json()).toMatchObject({ name: 'Other' })
    const events = await api.call('GET', '/account/audit-events', {
      token,
      query: { action: 'account.change' },
    })
    expect(events.json()).toMatchObject({ items: [{ resource: '/v1/account' }] })
    const hidden = await api.call('PATCH', '/account', { token, body: { name: 'a\u202eb' } })
    expect(refusalOf(hidden)).toMatchObject({ status: 422, pointers: ['/name'] })
  })
})

describe('DELETE /account', () => {
  it('ends sessions and tokens at once, and the address can sign up again', async () => {
    const { api, token, end } = await withAnn()
    const key = await tokenOf(api, token, 'owner')
    expect((await end(NAME)).status).toBe(204)
    expect([await statusOf(api, token), await statusOf(api, key)]).toEqual([401, 401])
    expect((await end(NAME)).status).toBe(401)
    await expect(logIn(api, ANN)).rejects.toThrow()
    await signUpAs(api, ANN)
    const again = await logIn(api, ANN)
    const listed = await api.call('GET', '/account/tokens', { token: again.accessToken })
    expect(listed.json()).toEqual({ items: [] })
  })

  it('says in the trail what each webhook was that went with it', async () => {
    const { api, token, end } = await withAnn()
    const account = await api.call('GET', '/account', { token })
    const { id: accountId } = z.object({ id: z.string() }).parse(account.json())
    const body = { url: 'https://hooks.example.com/secret-path', events: ['tenant.*'] }
    await api.call('POST', '/account/webhooks', { token, body })
    expect((await end(NAME)).status).toBe(204)
    const only = { action: 'webhook.delete' }
    const { items } = await api.parts.audit.listByAccount(accountId, { limit: 9 }, only)
    expect(items).toMatchObject([{ before: { events: ['tenant.*'], enabled: true } }])
    expect(JSON.stringify(items)).not.toContain('secret-path')
  })

  it.each([
    ['another name', { confirm: 'acme' }],
    ['no name', {}],
    ['an empty one', { confirm: '' }],
  ])('does nothing with %s', async (_what, query) => {
    const { api, token } = await withAnn()
    const refused = refusalOf(await api.call('DELETE', '/account', { token, query }))
    expect(refused).toMatchObject({ status: 422, code: 'invalid', pointers: ['/confirm'] })
    expect(refused.detail).toContain('nothing was deleted')
    expect((await api.call('GET', '/account', { token })).json()).toMatchObject({ name: NAME })
  })

  it('waits for tenants, protected and in their grace, which it does not touch', async () => {
    const { api, token, end } = await withAnn()
    const body = { name: 'shop', plan: 'basic-0' }
    const made = await api.call('POST', '/tenants', { token, body })
    const { id } = z.object({ id: z.string() }).parse(made.json())
    await api.settle()
    const refused = refusalOf(await end(NAME))
    expect(refused).toMatchObject({ status: 409, code: 'conflict', pointers: ['/tenants'] })
    await api.call('DELETE', `/tenants/${id}`, { token })
    expect((await end(NAME)).status).toBe(409)
    await api.call('POST', `/tenants/${id}/restore`, { token })
    await api.call('DELETE', `/tenants/${id}`, { token, query: { graceSeconds: '0' } })
    await api.settle()
    expect((await end(NAME)).status).toBe(204)
  })

  it('leaves the month under way to be closed, once it is over', async () => {
    const { api, token, end } = await withAnn()
    const account = await api.call('GET', '/account', { token })
    const { id: accountId } = z.object({ id: z.string() }).parse(account.json())
    const body = { name: 'shop', plan: 'basic-0' }
    const made = await api.call('POST', '/tenants', { token, body })
    const { id } = z.object({ id: z.string() }).parse(made.json())
    await api.settle()
    api.parts.clock.pass(HOUR_MS)
    await api.call('DELETE', `/tenants/${id}`, { token, query: { graceSeconds: '0' } })
    await api.settle()
    expect((await end(NAME)).status).toBe(204)
    api.parts.clock.pass(35 * DAY_MS)
    const faults: unknown[] = []
    const report = (fault: unknown) => faults.push(fault)
    await createInvoiceJob({ ...api.parts, report }).billAll()
    expect(faults).toEqual([])
    const { items } = await api.parts.invoices.list(accountId, { limit: 9 })
    expect(items).toMatchObject([{ accountId, number: 1, lines: [{ tenantId: id }] }])
    expect(JSON.stringify(await api.parts.accounts.get(accountId))).not.toContain(NAME)
  })

  it('is for owners alone', async () => {
    const { api, token, end } = await withAnn()
    for (const role of ['admin', 'developer', 'viewer'])
      expect((await end(NAME, await tokenOf(api, token, role))).status).toBe(403)
    expect(await statusOf(api, token)).toBe(200)
  })

  it('is finished by the schedule where the log-in provider does not answer', async () => {
    const { api, token, end } = await withAnn()
    const { identity } = api.parts
    const { removeLogin } = identity
    identity.removeLogin = async () => {
      throw new Error('The provider does not answer.')
    }
    expect((await end(NAME)).status).toBe(500)
    expect(await statusOf(api, token)).toBe(401)
    identity.removeLogin = removeLogin
    api.parts.clock.pass(2 * MINUTE_MS)
    const faults: unknown[] = []
    await createDepartureHandler({ ...api.parts, report: (fault) => faults.push(fault) })()
    expect(faults).toEqual([])
    expect(JSON.stringify([...api.parts.database.leavers.values()])).toBe('[]')
    await signUpAs(api, ANN)
  })
})
