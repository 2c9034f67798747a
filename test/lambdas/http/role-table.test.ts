import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { Role } from '../../../core/account/role.ts'
import { allRoutes } from '../../../lambdas/http/routes.ts'
import type { Route } from '../../../lambdas/http/route.ts'
import { OPERATOR_TOKEN } from '../parts.ts'
import type { Person } from '../person.ts'
import { type Api, setup } from '../setup.ts'
import { filled, type Ids, MISSING } from './missing-ids.ts'
import { ownThings } from './own-things.ts'
import { ASKERS, type Asker, expectedStatus, WHOSE, type Whose } from './role-table.ts'

interface World {
  readonly api: Api
  readonly ann: Person
  readonly ids: Readonly<Record<Whose, Ids>>
  tokenOf(asker: Asker): Promise<string | undefined>
}

/** Ann's account with one of everything, and somebody else's. */
async function world(): Promise<World> {
  const api = await setup()
  const ann = await api.person()
  const eve = await api.person()
  const [own, foreign] = [await ownThings(api, ann), await ownThings(api, eve)]
  return { api, ann, ids: { own, foreign, missing: MISSING }, tokenOf: tokensOf(ann) }
}

/** One token a role: an account may have a hundred. */
function tokensOf(person: Person): World['tokenOf'] {
  const tokens = new Map<Role, Promise<string>>()
  return async (asker) => {
    if (asker === 'nobody') return undefined
    if (asker === 'operator') return OPERATOR_TOKEN
    const known = tokens.get(asker) ?? person.tokenFor(asker)
    tokens.set(asker, known)
    return await known
  }
}

let shared: World
let cells = 0

beforeAll(async () => {
  shared = await world()
})

afterAll(() => {
  process.stdout.write(`role table: ${allRoutes.length} routes, ${cells} cells tried\n`)
})

async function ask(row: Route<never>, asker: Asker, whose: Whose): Promise<number> {
  cells += 1
  // What succeeds may change things, so it gets a world of its own.
  const changes = row.method !== 'GET' && expectedStatus(row, asker, whose) < 300
  const at = changes ? await world() : shared
  const token = await at.tokenOf(asker)
  const { status } = await at.api.call(row.method, filled(row.path, at.ids[whose]), {
    ...(token === undefined ? {} : { token }),
    ...(row.bodyExample === undefined ? {} : { body: row.bodyExample }),
  })
  return status
}

const cellsOf = ({ path }: Route<never>) => (path.includes('{') ? WHOSE : (['own'] as const))

describe('Every role on every route, with what is its own, somebody else’s and missing', () => {
  it.each(allRoutes.map((row) => [row.method, row.path, row] as const))(
    'is answered as the table of permissions says: %s %s',
    async (_method, _path, row) => {
      for (const asker of ASKERS) {
        for (const whose of cellsOf(row)) {
          const seen = [asker, whose, await ask(row, asker, whose)]
          expect(seen).toEqual([asker, whose, expectedStatus(row, asker, whose)])
        }
      }
    },
  )

  it('changed nothing where it was refused', async () => {
    const { ann, ids } = shared
    const tenant = await ann.call('GET', filled('/tenants/{tenantId}', ids.own))
    expect(tenant.json()).toMatchObject({ state: 'active', name: 'mine', generation: 1 })
  })
})
