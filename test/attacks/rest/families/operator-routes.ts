import { MISSING } from '../../../lambdas/http/missing-ids.ts'
import { nameOf, type RestAttack, wordOf } from '../rest-attack.ts'
import type { World } from '../world.ts'
import { exampleOf, pathOf, ROWS, type Row, said } from './routes.ts'

/** What only whoever runs the installation may do, tried by an account on the other one’s things. */
export async function operatorRoutes(world: World): Promise<RestAttack[]> {
  return ROWS.filter(({ access }) => access === 'operator').map((row) => onRow(world, row))
}

function onRow({ attacker, victim, means, ask }: World, row: Row): RestAttack {
  const { operatorToken: token } = means
  const path = pathOf(row, { ...MISSING, ...victim.ids })
  return {
    family: 'operator routes',
    name: said(row),
    control: { kind: 'administrator' },
    attack: async () =>
      wordOf(await attacker.ask(row.method, path, exampleOf(row)), ['403 forbidden']),
    ...(token === undefined ? {} : { controlled: () => tried(ask, row, token) }),
  }
}

/** Without a body and on what is missing: an operator hears what is wrong with that, and nothing is changed. */
async function tried(ask: World['ask'], row: Row, token: string): Promise<string> {
  const body = row.bodyExample === undefined ? {} : { body: {} }
  const answer = await ask(row.method, pathOf(row, MISSING), { token, ...body })
  const isLetIn = answer.status < 500 && ![401, 403].includes(answer.status)
  return isLetIn ? 'none' : `REFUSED ${nameOf(answer)}`
}
