import type { RestAttack } from '../rest-attack.ts'
import type { World } from '../world.ts'
import { connections } from './connections.ts'
import { cursors } from './cursors.ts'
import { deadTokens } from './dead-tokens.ts'
import { foreignCodes } from './foreign-codes.ts'
import { foreignIds } from './foreign-ids.ts'
import { held } from './held.ts'
import { injections } from './injections.ts'
import { jsonTricks } from './json-tricks.ts'
import { massAssignment } from './mass-assignment.ts'
import { operatorRoutes } from './operator-routes.ts'
import { misplacedSecrets } from './misplaced-secrets.ts'
import { oracles } from './oracles.ts'
import { paths } from './paths.ts'
import { people } from './people.ts'
import { races } from './races.ts'
import { repeats } from './repeats.ts'
import { shownThings } from './shown-things.ts'
import { webhooks } from './webhooks.ts'
import { workOnce } from './work-once.ts'

type Family = (world: World) => Promise<RestAttack[]>

/** Reads come first: later ones name the victim's things, which the attacker's own trail then holds. */
const FAMILIES: readonly Family[] = [
  shownThings,
  foreignIds,
  operatorRoutes,
  cursors,
  repeats,
  deadTokens,
  massAssignment,
  webhooks,
  paths,
  jsonTricks,
  injections,
  misplacedSecrets,
  oracles,
  people,
  workOnce,
  foreignCodes,
  held,
  races,
  connections,
]

/** Sets up and lists everything that is tried; one family after the other, as each has its own things made. */
export async function allFamilies(world: World): Promise<readonly RestAttack[]> {
  const attacks: RestAttack[] = []
  for (const family of FAMILIES) attacks.push(...(await family(world)))
  return attacks
}
