import { beforeAll, describe, expect, it } from '@jest/globals'
import * as z from 'zod'
import type { Person } from '../person.ts'
import { type Api, setup } from '../setup.ts'

let api: Api
let ann: Person
let eve: Person

const page = z.object({ items: z.array(z.unknown()), nextCursor: z.string() })

beforeAll(async () => {
  api = await setup()
  ann = await api.person()
  eve = await api.person()
  for (const person of [ann, eve])
    for (const name of ['a', 'b', 'c'])
      await person.call('POST', '/tenants', { body: { name, plan: 'basic-0' } })
})

const first = async (person: Person, path = '/tenants') =>
  page.parse((await person.call('GET', path, { query: { limit: '1' } })).json()).nextCursor

const goOn = (person: Person, cursor: string, path = '/tenants') =>
  person.call('GET', path, { query: { limit: '1', cursor } })

describe('A cursor', () => {
  it('goes on where the page ended, and is the one in the link', async () => {
    const answer = await ann.call('GET', '/tenants', { query: { limit: '1' } })
    const { nextCursor, items } = page.parse(answer.json())
    expect(answer.headers['Link']).toContain(`cursor=${nextCursor}>`)
    const next = page.parse((await goOn(ann, nextCursor)).json())
    expect(next.items).toHaveLength(1)
    expect(next.items).not.toEqual(items)
  })

  it('is worth nothing once a character of it is another', async () => {
    const cursor = await first(ann)
    for (let at = 0; at < cursor.length; at++) {
      const other = cursor[at] === 'A' ? 'B' : 'A'
      const forged = cursor.slice(0, at) + other + cursor.slice(at + 1)
      expect((await goOn(ann, forged)).status).toBe(422)
    }
    for (const made of [cursor.slice(22), `${cursor}A`, cursor.slice(0, 22)])
      expect((await goOn(ann, made)).status).toBe(422)
  })

  it('is worth nothing to another account, nor in another list', async () => {
    const cursor = await first(ann)
    expect((await goOn(eve, cursor)).status).toBe(422)
    expect((await goOn(ann, cursor, '/account/audit-events')).status).toBe(422)
    expect((await goOn(ann, cursor)).status).toBe(200)
  })

  it('goes on whichever way the path is written: the link from a page leads to the next', async () => {
    const { id } = z
      .object({ id: z.string() })
      .parse((await ann.call('POST', '/tenants', { body: { name: 'd', plan: 'basic-0' } })).json())
    for (const name of ['one', 'two'])
      await ann.call('POST', `/tenants/${id}/topics`, { body: { name } })
    const escaped = `%${id.charCodeAt(0).toString(16)}${id.slice(1)}`
    for (const path of ['/tenants/', `/tenants/${escaped}/topics`, `/tenants/${id}/topics/`]) {
      const { headers } = await ann.call('GET', path, { query: { limit: '1' } })
      const link = /<\/v1(?<to>[^?>]+)\?(?<query>[^>]+)>/.exec(headers['Link'] ?? '')?.groups
      const query = Object.fromEntries(new URLSearchParams(link?.['query']))
      expect((await ann.call('GET', String(link?.['to']), { query })).status).toBe(200)
      expect((await ann.call('GET', path, { query })).status).toBe(200)
    }
  })
})
