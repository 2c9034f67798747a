import { describe, expect, it } from '@jest/globals'
import * as z from 'zod'
import { BOOTSTRAP_SECRET, OPERATOR_TOKEN } from '../parts.ts'
import { refusalOf } from '../refusal.ts'
import { type Api, setup } from '../setup.ts'

const issuedSchema = z.object({ id: z.string(), token: z.string() })

function claim(api: Api, secret = BOOTSTRAP_SECRET) {
  return api.call('POST', '/operator/claim', { body: { secret, name: 'Ann' } })
}

async function claimed() {
  const api = await setup()
  const first = issuedSchema.parse((await claim(api)).json())
  const add = async (name: string) => {
    const answer = await api.call('POST', '/operator/operators', {
      token: first.token,
      body: { name },
    })
    return issuedSchema.parse(answer.json())
  }
  const remove = (id: string, token = first.token) =>
    api.call('DELETE', `/operator/operators/${id}`, { token })
  return { api, first, add, remove }
}

describe('The first operator', () => {
  it('is claimed with the bootstrap secret, and may run the installation', async () => {
    const { api, first } = await claimed()
    expect(first.token).toMatch(/^hgo_[a-z0-9]{20}_[A-Za-z0-9_-]{43}$/)
    const listed = await api.call('GET', '/operator/operators', { token: first.token })
    expect(listed.json()).toMatchObject({ items: [{ id: first.id, name: 'Ann' }] })
  })

  it('is claimed once: the secret is burnt, and never was a token', async () => {
    const { api } = await claimed()
    expect(refusalOf(await claim(api))).toMatchObject({ status: 409, code: 'conflict' })
    for (const token of [BOOTSTRAP_SECRET, `hgo_${BOOTSTRAP_SECRET}`]) {
      expect((await api.call('GET', '/operator/operators', { token })).status).toBe(401)
    }
  })

  it('is claimed again, once, with a secret that was put in the place of the first', async () => {
    const { api, first } = await claimed()
    const renewed = 'put there by whoever lost the token'
    api.parts.bootstrap.recognise = async (secret) => (secret === renewed ? 'renewed' : undefined)
    const second = issuedSchema.parse((await claim(api, renewed)).json())
    expect((await claim(api, renewed)).status).toBe(409)
    expect((await claim(api)).status).toBe(401)
    const listed = await api.call('GET', '/operator/operators', { token: second.token })
    expect(listed.text).toContain(first.id)
  })

  it('is not claimed with any other secret', async () => {
    const api = await setup()
    const refused = refusalOf(await claim(api, 'some other secret'))
    expect(refused).toMatchObject({ status: 401, code: 'unauthenticated' })
    expect((await claim(api)).status).toBe(201)
  })
})

describe('Operators', () => {
  it('are added by operators and removed at once', async () => {
    const { api, add, remove } = await claimed()
    const ben = await add('Ben')
    const read = () => api.call('GET', '/operator/operators', { token: ben.token })
    expect((await read()).status).toBe(200)
    expect((await remove(ben.id)).status).toBe(204)
    expect((await read()).status).toBe(401)
    expect((await remove(ben.id)).status).toBe(404)
  })

  it('are never all gone', async () => {
    const { first, remove } = await claimed()
    expect(refusalOf(await remove(first.id))).toMatchObject({ status: 409 })
  })

  it('are known by their own token alone', async () => {
    const { api, first, add } = await claimed()
    const ben = await add('Ben')
    const mixed = first.token.replace(first.id.slice(4), ben.id.slice(4))
    const answer = await api.call('GET', '/operator/operators', { token: mixed })
    expect(answer.status).toBe(401)
  })

  it('leave a trail that says who did it', async () => {
    const { api, first, add, remove } = await claimed()
    const ben = await add('Ben')
    await remove(ben.id, OPERATOR_TOKEN)
    const answer = await api.call('GET', '/operator/audit-events', { token: first.token })
    const resource = `/v1/operator/operators/${ben.id}`
    expect(answer.json()).toMatchObject({
      items: expect.arrayContaining([
        expect.objectContaining({ action: 'operator.claim', actor: 'bootstrap' }),
        expect.objectContaining({ action: 'operator.create', actor: first.id, resource }),
        expect.objectContaining({ action: 'operator.delete', actor: 'operator', resource }),
      ]),
    })
    expect(answer.text).not.toContain(ben.token)
  })
})
