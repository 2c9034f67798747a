import { type Ids, MISSING } from '../../../lambdas/http/missing-ids.ts'
import { letIn, type RestAttack, wholeWordOf } from '../rest-attack.ts'
import type { World } from '../world.ts'
import {
  exampleOf,
  isNamed,
  isOfAccount,
  latenessOf,
  namesIn,
  once,
  pathOf,
  ROWS,
  type Row,
  said,
} from './routes.ts'

const NO = ['404 not_found']

interface Mixture {
  readonly what: string
  readonly foreign: Ids
  readonly missing: Ids
}

/** Ids of somebody else’s at every path and verb that takes one, alone and mixed with one’s own. */
export async function foreignIds(world: World): Promise<RestAttack[]> {
  return ROWS.filter((row) => isNamed(row) && isOfAccount(row)).flatMap((row) => onRow(world, row))
}

function onRow({ attacker, victim, means }: World, row: Row): RestAttack[] {
  const ask = (ids: Ids) => attacker.ask(row.method, pathOf(row, ids), exampleOf(row))
  // An id that the victim does not have proves nothing by being refused.
  const hasAll = namesIn(row).every((name) => !victim.ids[name]?.endsWith('_none'))
  // Where nobody can be invited for this, the member is a person who shall stay one.
  const mayBeHarmed = means.mailTo !== undefined || !namesIn(row).includes('memberId')
  const controlled = once(async () =>
    letIn(await victim.ask(row.method, pathOf(row, victim.ids), exampleOf(row))),
  )
  return mixturesOf(row, victim.ids, attacker.ids).map(({ what, foreign, missing }) => ({
    family: 'foreign ids',
    name: `${said(row)} with ${what}`,
    control: { kind: 'owner' },
    attack: async () => wholeWordOf(await ask(foreign), NO),
    missing: async () => wholeWordOf(await ask(missing), NO),
    ...(hasAll && mayBeHarmed ? { controlled } : {}),
    lateness: latenessOf(row),
  }))
}

/** All foreign; then each one foreign among one’s own. */
function mixturesOf(row: Row, theirs: Ids, own: Ids): readonly Mixture[] {
  const names = namesIn(row)
  const all = { what: 'ids of somebody else', foreign: theirs, missing: MISSING }
  if (names.length < 2) return [all]
  const each = names.map((name) => ({
    what: `somebody else’s ${name} among one’s own ids`,
    foreign: { ...own, [name]: theirs[name] ?? '' },
    missing: { ...own, [name]: MISSING[name] ?? '' },
  }))
  return [all, ...each]
}
