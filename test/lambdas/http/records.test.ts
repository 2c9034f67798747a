import { beforeAll, describe, expect, it } from '@jest/globals'
import * as z from 'zod'
import { recordPageSchema, writtenSchema } from '../../../lambdas/http/views/record-view.ts'
import type { Person } from '../person.ts'
import { type Api, setup } from '../setup.ts'

let api: Api
let ann: Person
let tenant: string
let records: string

const textOf = z.object({ data: z.string() })

beforeAll(async () => {
  api = await setup()
  ann = await api.person()
  const topics = [{ name: 'clicks', partitions: 3 }]
  const body = { name: 'mine', plan: 'basic-0', topics }
  const made = await ann.call('POST', '/tenants', { body })
  tenant = z.object({ id: z.string() }).parse(made.json()).id
  records = `/tenants/${tenant}/topics/clicks/records`
  await api.settle()
  // 25 records, which go around over the partitions.
  for (let n = 0; n < 25; n++) {
    api.parts.clock.pass(1_000)
    await produce([{ value: String(n), partition: n % 3 }])
  }
})

async function produce(sent: readonly unknown[]) {
  const answer = await ann.call('POST', records, { body: { records: sent } })
  return { ...answer, body: () => writtenSchema.parse(answer.json()) }
}

async function peek(query: Record<string, string>) {
  const answer = await ann.call('GET', records, { query })
  const page = recordPageSchema.parse(answer.json())
  const values = () => page.items.map(({ value }) => textOf.parse(value).data)
  return { page, values }
}

describe('Looking at records', () => {
  it('shows the newest of all partitions, in the order of their times', async () => {
    expect((await peek({ limit: '5' })).values()).toEqual(['20', '21', '22', '23', '24'])
  })

  it('goes from the beginning to the end in pages, each record once', async () => {
    const seen: string[] = []
    let query: Record<string, string> = { from: 'earliest', limit: '4' }
    for (let page = 0; page < 20; page++) {
      const { page: answer, values } = await peek(query)
      seen.push(...values())
      if (answer.nextCursor === undefined) break
      query = { ...query, cursor: answer.nextCursor }
    }
    expect(seen).toHaveLength(25)
    expect(new Set(seen).size).toBe(25)
    expect(seen.slice(0, 3)).toEqual(['0', '3', '6'])
  })

  it('goes on by the link of the page, with all that was asked before', async () => {
    const first = await ann.call('GET', records, {
      query: { partition: '1', offset: '2', limit: '2', as: 'base64' },
    })
    const link = first.headers['link'] ?? first.headers['Link'] ?? ''
    const query = new URLSearchParams(/\?([^>]*)>/.exec(link)?.[1])
    expect(query.get('as')).toBe('base64')
    const next = await peek(Object.fromEntries(query))
    expect(next.values()).toEqual(['13', '16'].map((text) => Buffer.from(text).toString('base64')))
  })

  it('begins at a time', async () => {
    const all = await peek({ partition: '0', from: 'earliest', limit: '100' })
    const time = all.page.items[4]?.time ?? ''
    expect((await peek({ partition: '0', time })).values()).toEqual(all.values().slice(4))
  })

  it('refuses what contradicts itself, and a partition that is not there', async () => {
    for (const [query, pointer] of [
      [{ offset: '1' }, '/partition'],
      [{ from: 'newest', time: '2026-01-31T08:00:00Z' }, '/from'],
      [{ partition: '3' }, '/partition'],
      [{ time: 'yesterday' }, '/time'],
    ] as const) {
      const answer = await ann.call('GET', records, { query })
      expect([answer.status, answer.json()]).toEqual([
        422,
        expect.objectContaining({ errors: [expect.objectContaining({ pointer })] }),
      ])
    }
  })
})

describe('Writing records', () => {
  it('says where each went, puts equal keys together and is on record without the content', async () => {
    const sent = ['a', 'b', 'a'].map((key) => ({ key, value: 'secret-content' }))
    const { items } = (await produce(sent)).body()
    expect(items[0]?.partition).toBe(items[2]?.partition)
    expect((items[2]?.offset ?? 0) - (items[0]?.offset ?? 0)).toBeGreaterThan(0)
    const events = await ann.call('GET', '/account/audit-events')
    expect(events.text).toContain('record.produce')
    expect(events.text).not.toContain('secret-content')
  })

  it('writes bytes, JSON, headers and a tombstone', async () => {
    await produce([
      {
        partition: 2,
        key: { encoding: 'base64', data: '/w==' },
        value: { encoding: 'json', data: { total: 12 } },
        headers: [{ key: 'source', value: 'curl' }],
      },
      { partition: 2, key: 'gone', value: null },
    ])
    const { page } = await peek({ limit: '2', as: 'json' })
    expect(page.items).toMatchObject([
      {
        key: { encoding: 'base64', data: '/w==' },
        value: { encoding: 'json', data: { total: 12 } },
        headers: [{ key: 'source', value: { encoding: 'text', data: 'curl' } }],
      },
      { key: { data: 'gone' }, value: null },
    ])
  })

  it('is refused for a viewer, for a partition that is not there, and while the tenant is held', async () => {
    const token = await ann.tokenFor('viewer')
    const body = { records: [{ value: 'x' }] }
    expect((await ann.call('POST', records, { token, body })).status).toBe(403)
    expect((await ann.call('GET', records, { token })).status).toBe(403)
    expect((await produce([{ value: 'x', partition: 3 }])).status).toBe(422)
    const operator = { token: 'hgo_of-this-installation' }
    await api.call('POST', `/operator/tenants/${tenant}/suspend`, operator)
    expect((await produce([{ value: 'x' }])).status).toBe(409)
    expect((await ann.call('GET', records)).status).toBe(409)
    await api.call('POST', `/operator/tenants/${tenant}/resume`, operator)
    await api.settle()
  })

  it('needs a credential that may: one that only reads cannot write', async () => {
    const { items } = z
      .object({ items: z.array(z.object({ id: z.string() })) })
      .parse((await ann.call('GET', `/tenants/${tenant}/credentials`)).json())
    await ann.call('POST', `/tenants/${tenant}/credentials`, {
      body: { role: 'consume', topics: ['cl*'] },
    })
    await api.settle()
    for (const { id } of items) await ann.call('DELETE', `/tenants/${tenant}/credentials/${id}`)
    await api.settle()
    const refused = await produce([{ value: 'x' }])
    expect([refused.status, refused.text]).toEqual([409, expect.stringContaining('may produce')])
    expect((await ann.call('GET', records)).status).toBe(200)
  })
})
