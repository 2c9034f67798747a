import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import * as z from 'zod'
import { WEBHOOK_FIELDS } from '../../../core/webhook/told-fields.ts'
import type { AuditEvent } from '../../../core/audit/audit-event.ts'
import { changeOf } from '../../../core/audit/change.ts'
import type { Webhook } from '../../../core/webhook/webhook.ts'
import type { Answer } from '../answer.ts'
import { logIn } from '../log-in.ts'
import { BOOTSTRAP_SECRET, OPERATOR_TOKEN } from '../parts.ts'
import { type Api, setup } from '../setup.ts'

const RUNS = 12

/** A text that nobody could take for anything else. */
const secretText = fc
  .uint8Array({ minLength: 12, maxLength: 32 })
  .map((bytes) => `s3-${Buffer.from(bytes).toString('base64url')}`)
const name = fc
  .string({ minLength: 1, maxLength: 40 })
  .filter((text) => /^[ -~]*\S[ -~]*$/.test(text))
const email = fc.stringMatching(/^[a-z]{8,12}$/).map((local) => `${local}@example.com`)

const inputs = fc.record({
  password: secretText,
  newPassword: secretText,
  adminPassword: secretText,
  hookPath: secretText,
  otherHookPath: secretText,
  email,
  invited: email,
  accountName: name,
  tokenName: name,
  sourceIp: fc.ipV4(),
})
type Inputs = typeof inputs extends fc.Arbitrary<infer T> ? T : never

/** Secrets that the events hold. */
function secretsIn(events: Iterable<AuditEvent>, secrets: readonly string[]): readonly string[] {
  const shown = JSON.stringify([...events])
  return secrets.filter((secret) => secret.length < 8 || shown.includes(secret))
}

describe('No event holds a secret', () => {
  it('whatever is done, with whatever names and passwords', async () => {
    await fc.assert(
      fc.asyncProperty(inputs, async (given) => {
        fc.pre(given.email !== given.invited)
        const api = await setup()
        const secrets = await doEverything(api, given)
        const events = [...api.parts.database.auditEvents.values()]
        expect(events.length).toBeGreaterThan(15)
        expect(secretsIn(events, secrets)).toEqual([])
        const shown = JSON.stringify(events.map(({ before, after }) => [before, after]))
        expect(
          [given.email, given.invited, given.sourceIp].filter((each) => shown.includes(each)),
        ).toEqual([])
      }),
      { numRuns: RUNS, seed: 1 },
    )
  })

  it('and one that did would be seen', () => {
    fc.assert(
      fc.property(secretText, (secret) => {
        const webhook = {
          url: 'https://a.example.com/',
          events: ['*'],
          secret,
        } as unknown as Webhook
        const careless = { url: ({ url }: Webhook) => url, secret: (each: Webhook) => each.secret }
        const event = (change: object) => ({ ...change }) as AuditEvent
        const leaking = event(changeOf(careless, undefined, webhook))
        const careful = event(
          changeOf(WEBHOOK_FIELDS, undefined, { ...webhook, formerSecret: null }),
        )
        expect(secretsIn([leaking], [secret])).toEqual([secret])
        expect(secretsIn([careful], [secret])).toEqual([])
      }),
      { seed: 1 },
    )
  })
})

const textOf = (answer: Answer, field: string) =>
  z.string().parse(z.record(z.string(), z.unknown()).parse(answer.json())[field])

/** Signs up, changes all that has a secret, and answers with all that must not be told. */
async function doEverything(api: Api, given: Inputs): Promise<readonly string[]> {
  const { sourceIp } = given
  const session = await signedUp(api, given)
  const asAnn = (method: string, path: string, body?: object) =>
    api.call(method, path, {
      sourceIp,
      token: session.accessToken,
      ...(body === undefined ? {} : { body }),
    })
  const hook = await asAnn('POST', '/account/webhooks', { url: urlOf(given.hookPath) })
  const hookPath = `/account/webhooks/${textOf(hook, 'id')}`
  await asAnn('PATCH', hookPath, { url: urlOf(given.otherHookPath) })
  const rotated = await asAnn('POST', `${hookPath}/rotate-secret`)
  await asAnn('DELETE', hookPath)
  const made = await asAnn('POST', '/account/tokens', { name: given.tokenName, role: 'admin' })
  await asAnn('DELETE', `/account/tokens/${textOf(made, 'id')}`)
  const member = await asAnn('POST', '/account/members', { email: given.invited, role: 'viewer' })
  await asAnn('DELETE', `/account/members/${textOf(member, 'id')}`)
  const password = await tenantPassword(api, asAnn)
  const changed = await asAnn('POST', '/account/password', {
    password: given.password,
    newPassword: given.newPassword,
  })
  const cluster = await clusterSecrets(api, given)
  const invitation = /hgi_[\w-]+/.exec(api.parts.mails.map(({ text }) => text).join(' '))?.[0] ?? ''
  const known = [given.password, given.newPassword, given.hookPath, given.otherHookPath, password]
  const sessions = [session.accessToken, session.refreshToken, textOf(changed, 'accessToken')]
  const keys = [
    textOf(hook, 'secret'),
    textOf(rotated, 'secret'),
    textOf(made, 'token'),
    invitation,
  ]
  return [...known, ...sessions, ...keys, ...cluster]
}

async function signedUp(api: Api, { email: address, password, accountName, sourceIp }: Inputs) {
  const call = (path: string, body: object) => api.call('POST', path, { body, sourceIp })
  await call('/signup', { email: address, password, accountName })
  const code = api.parts.mails.findLast(({ to }) => to === address)?.code
  await call('/signup/confirm', { email: address, code })
  return await logIn(api, address, password)
}

async function tenantPassword(
  api: Api,
  asAnn: (method: string, path: string, body?: object) => Promise<Answer>,
): Promise<string> {
  const tenant = `/tenants/${textOf(await asAnn('POST', '/tenants', { name: 't', plan: 'trial' }), 'id')}`
  await api.settle()
  const [credential] = z
    .object({ items: z.array(z.object({ id: z.string() })) })
    .parse((await asAnn('GET', `${tenant}/credentials`)).json()).items
  const one = `${tenant}/credentials/${credential?.id}`
  const password = textOf(await asAnn('GET', `${one}/secret`), 'password')
  await asAnn('POST', `${one}/rotate`, { graceSeconds: 0 })
  await asAnn('DELETE', one)
  return password
}

async function clusterSecrets(api: Api, { adminPassword }: Inputs): Promise<readonly string[]> {
  const claimed = await api.call('POST', '/operator/claim', {
    body: { secret: BOOTSTRAP_SECRET, name: 'Ann' },
  })
  const admin = { kind: 'scram', username: 'admin', password: adminPassword }
  const body = { name: 'east', bootstrapServers: 'localhost:9092', admin }
  await api.call('POST', '/operator/clusters', { token: OPERATOR_TOKEN, body })
  const path = '/operator/clusters/cl_east'
  await api.call('PATCH', path, { token: OPERATOR_TOKEN, body: { admin } })
  await api.call('DELETE', path, { token: OPERATOR_TOKEN })
  return [adminPassword, textOf(claimed, 'token'), OPERATOR_TOKEN, BOOTSTRAP_SECRET]
}

function urlOf(path: string): string {
  return `https://hooks.example.com/${path}`
}
