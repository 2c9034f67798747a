import { changesBetween } from '../verdict/compare.ts'
import type { Finding } from '../verdict/finding.ts'
import { allFamilies } from './families/all-families.ts'
import type { RestAttack } from './rest-attack.ts'
import { settledSnapshotOf, snapshotOf } from './snapshot.ts'
import type { World } from './world.ts'

export interface RestFindings {
  /** Named `family: what`. */
  readonly findings: readonly Finding[]
  /** What the victim sees otherwise afterwards, one line a thing. */
  readonly changes: readonly string[]
}

type Step = 'attack' | 'missing' | 'controlled'

/**
 * Tries everything that there is against the victim, then the same on what nobody has; looks at what is left of the
 * victim's things; then has those who may do the same. What ends something comes last.
 */
export async function attackOverRest(
  world: World,
  progress: (line: string) => void = () => {},
): Promise<RestFindings> {
  const attacks = await allFamilies(world)
  progress(`${attacks.length} attacks are set up`)
  const before = await settledSnapshotOf(world.victim)
  const told = await inTurn(attacks, 'attack', progress)
  const missing = await inTurn(attacks, 'missing')
  const changes = changesBetween(before, await snapshotOf(world.victim))
  const late = attacks.toSorted((a, b) => (a.lateness ?? 0) - (b.lateness ?? 0))
  progress('those who may try the same')
  const controlled = await inTurn(late, 'controlled')
  return {
    findings: attacks.map((attack) =>
      findingOf(attack, told.get(attack) ?? '', missing.get(attack), controlled.get(attack)),
    ),
    changes,
  }
}

async function inTurn(
  attacks: readonly RestAttack[],
  step: Step,
  progress: (line: string) => void = () => {},
): Promise<ReadonlyMap<RestAttack, string>> {
  const words = new Map<RestAttack, string>()
  let family = ''
  for (const attack of attacks) {
    if (attack.family !== family) progress(`tries ${attack.family}`)
    family = attack.family
    const work = attack[step]
    if (work !== undefined) words.set(attack, await wordOf(work))
  }
  return words
}

/** An attack that breaks off was not refused. */
async function wordOf(work: () => Promise<string>): Promise<string> {
  try {
    return await work()
  } catch (error) {
    return `broke off: ${error instanceof Error ? error.message.slice(0, 300) : String(error)}`
  }
}

function findingOf(
  { family, name, control }: RestAttack,
  attack: string,
  missing: string | undefined,
  controlled: string | undefined,
): Finding {
  return {
    name: `${family}: ${name}`,
    control,
    attack,
    ...(missing === undefined ? {} : { missing }),
    ...(controlled === undefined ? {} : { controlled }),
  }
}
