import { beforeAll, describe, expect, it } from '@jest/globals'
import { allRoutes } from '../../../lambdas/http/routes.ts'
import type { Answer } from '../answer.ts'
import type { Person } from '../person.ts'
import { type Api, setup } from '../setup.ts'
import { filled, type Ids, MISSING } from './missing-ids.ts'
import { ownThings } from './own-things.ts'

let api: Api
let ann: Person
let eve: Person
let annsIds: Ids

beforeAll(async () => {
  api = await setup()
  ann = await api.person()
  eve = await api.person()
  annsIds = await ownThings(api, ann)
})

const named = allRoutes.filter(({ path, access }) => path.includes('{') && access !== 'operator')

/** All of an answer that a prober sees, but for the request's id and what is left of the prober's own limit. */
function seen({ status, headers, text }: Answer) {
  const { 'X-Request-Id': requestId = '', RateLimit: _, ...rest } = headers
  return { status, headers: rest, text: text.replaceAll(requestId, '') }
}

describe('Somebody else’s id', () => {
  it.each(named.map((row) => [row.method, row.path, row] as const))(
    'is answered %s %s byte for byte like a missing one',
    async (method, path, row) => {
      const body = row.bodyExample === undefined ? {} : { body: row.bodyExample }
      const foreign = await eve.call(method, filled(path, annsIds), body)
      const none = await eve.call(method, filled(path, MISSING), body)
      expect(foreign.status).toBe(404)
      expect(seen(foreign)).toEqual(seen(none))
    },
  )

  it('changed nothing of what it names', async () => {
    const tenant = await ann.call('GET', `/tenants/${annsIds['tenantId']}`)
    expect(tenant.json()).toMatchObject({ state: 'active', name: 'mine', generation: 1 })
  })

  it('shows its own account nothing but its own', async () => {
    expect((await eve.call('GET', '/tenants')).json()).toEqual({ items: [] })
  })
})
