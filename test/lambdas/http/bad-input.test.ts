import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import * as z from 'zod'
import type { Person } from '../person.ts'
import { refusalOf } from '../refusal.ts'
import { type Api, setup } from '../setup.ts'
import type { BadInput } from './bad-input/bad-input.ts'
import { everyBadInput as rows } from './bad-input/every-bad-input.ts'

let api: Api
let ann: Person
let tenantId: string
let tried = 0

beforeAll(async () => {
  api = await setup()
  ann = await api.person()
  const topics = [{ name: 'orders', partitions: 3 }, { name: 'a.b.c' }]
  const made = await ann.call('POST', '/tenants', {
    body: { name: 'taken', plan: 'basic-0', topics },
  })
  tenantId = z.object({ id: z.string() }).parse(made.json()).id
  await api.settle()
})

afterAll(() => {
  console.log(`${tried} bad inputs tried, ${rows.length} in the table.`)
})

describe('Refused, with a stable code and one clear sentence, and nothing half-made', () => {
  it.each(rows.map((row) => [`${row.status} for ${row.what}`, row] as const))(
    '%s',
    async (_, row) => {
      const before = everythingStored()
      // The limits are another test's: each of these comes from a person with time.
      api.parts.clock.pass(1_000)
      const answer = await ann.call(row.method, pathOf(row), optionsOf(row))
      tried += 1
      if (row.method === 'HEAD')
        return expect([answer.status, answer.text]).toEqual([row.status, ''])
      const { status, code, pointers } = refusalOf(answer)
      expect({ status, code }).toEqual({ status: row.status, code: row.code })
      expect(pointers).toEqual(row.pointers ?? [])
      expect(everythingStored()).toEqual(before)
    },
  )

  it('reports none of it as a fault of ours', () => {
    expect(api.faults).toEqual([])
  })
})

function pathOf({ path }: BadInput): string {
  return path.replace('{t}', tenantId)
}

function optionsOf({ body, rawBody, headers, query }: BadInput) {
  return {
    ...(body === undefined ? {} : { body }),
    ...(rawBody === undefined ? {} : { rawBody }),
    ...(headers === undefined ? {} : { headers }),
    ...(query === undefined ? {} : { query }),
  }
}

/** But for what a refusal leaves on purpose: an event in the trail, and when a token was last used. */
function everythingStored() {
  const { clock: _, ...stored } = api.parts.database
  const { auditEvents, tokens, ...maps } = structuredClone(stored)
  return {
    ...maps,
    auditEvents: [...auditEvents.values()].filter(({ outcome }) => outcome !== 'refused'),
    tokens: [...tokens.values()].map((token) => ({ ...token, lastUsedAt: null })),
  }
}
