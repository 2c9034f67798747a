import { describe, expect, it } from '@jest/globals'
import * as z from 'zod'
import { DAY_MS } from '../../../core/kernel/clock.ts'
import { signingSecrets } from '../../../core/webhook/webhook.ts'
import { refusalOf } from '../refusal.ts'
import { setup } from '../setup.ts'

const URL = 'https://hooks.example.com/'
const madeSchema = z.object({ id: z.string(), secret: z.string() })
const idSchema = z.object({ id: z.string() })

async function withWebhook() {
  const api = await setup()
  const person = await api.person()
  const made = await person.call('POST', '/account/webhooks', { body: { url: URL } })
  const { id, secret } = madeSchema.parse(made.json())
  return { api, person, made, id, secret, path: `/account/webhooks/${id}` }
}

describe('Making a webhook', () => {
  it('shows its secret in this answer and in no other', async () => {
    const { person, made, secret, path } = await withWebhook()
    expect([made.status, made.headers['Cache-Control']]).toEqual([201, 'no-store'])
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
    for (const asked of [path, '/account/webhooks', '/account/audit-events'])
      expect((await person.call('GET', asked)).text).not.toContain(secret)
  })

  it('answers a repeat with the same webhook and secret, and another one under its key with a refusal', async () => {
    const { person } = await withWebhook()
    const headers = { 'idempotency-key': 'one' }
    const ask = (url: string) =>
      person.call('POST', '/account/webhooks', { body: { url }, headers })
    const first = await ask(URL)
    expect((await ask(URL)).json()).toEqual(first.json())
    expect(refusalOf(await ask('https://other.example.com/'))).toMatchObject({
      code: 'idempotency_mismatch',
    })
    expect(
      z
        .object({ items: z.array(idSchema) })
        .parse((await person.call('GET', '/account/webhooks')).json()).items,
    ).toHaveLength(2)
  })

  it('is refused for an address inside, and for the eleventh', async () => {
    const { person, path } = await withWebhook()
    const inside = { url: 'https://169.254.169.254/latest/meta-data' }
    for (const [method, asked] of [
      ['POST', '/account/webhooks'],
      ['PATCH', path],
    ] as const)
      expect(refusalOf(await person.call(method, asked, { body: inside }))).toMatchObject({
        status: 422,
        pointers: ['/url'],
      })
    for (let n = 0; n < 9; n += 1)
      await person.call('POST', '/account/webhooks', { body: { url: URL } })
    const eleventh = await person.call('POST', '/account/webhooks', { body: { url: URL } })
    expect(refusalOf(eleventh)).toMatchObject({ code: 'limit_reached' })
  })
})

describe('A webhook', () => {
  it('signs with its old secret too for a day after a new one was made', async () => {
    const { api, person, id, secret, path } = await withWebhook()
    const rotated = madeSchema.parse((await person.call('POST', `${path}/rotate-secret`)).json())
    expect(rotated.secret).not.toBe(secret)
    const webhook = await api.parts.webhooks.get(person.accountId, id)
    if (webhook === undefined) throw new Error('It is gone.')
    const now = api.parts.clock.now()
    expect(signingSecrets(webhook, now)).toEqual([rotated.secret, secret])
    expect(signingSecrets(webhook, now + DAY_MS)).toEqual([rotated.secret])
  })

  it('shows what is on its way, and sends what was taken again under the same message id', async () => {
    const { api, person, id, path } = await withWebhook()
    const tested = idSchema.parse((await person.call('POST', `${path}/test`)).json())
    const replay = () => person.call('POST', `${path}/deliveries/${tested.id}/replay`)
    expect(refusalOf(await replay())).toMatchObject({ status: 409 })
    const waiting = await api.parts.deliveries.get(id, tested.id)
    if (waiting === undefined) throw new Error('It is gone.')
    const done = { ...waiting, state: 'delivered', nextAt: null, version: 2 } as const
    await api.parts.deliveries.save(waiting, done)
    expect((await replay()).json()).toMatchObject({ state: 'pending', messageId: waiting.event.id })
    const listed = await person.call('GET', `${path}/deliveries`)
    expect(listed.json()).toMatchObject({ items: [{ id: tested.id, event: 'webhook.test' }] })
  })

  it('that is disabled sends nothing, until it is enabled again', async () => {
    const { person, path } = await withWebhook()
    await person.call('PATCH', path, { body: { enabled: false } })
    expect(refusalOf(await person.call('POST', `${path}/test`))).toMatchObject({ status: 409 })
    await person.call('PATCH', path, { body: { enabled: true } })
    expect((await person.call('POST', `${path}/test`)).status).toBe(200)
  })

  it('that was deleted is gone', async () => {
    const { person, path } = await withWebhook()
    expect((await person.call('DELETE', path)).status).toBe(204)
    expect((await person.call('GET', path)).status).toBe(404)
  })
})
