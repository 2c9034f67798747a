import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { printReport } from './print-report.ts'
import { attackOverRest, type RestFindings } from './rest/attack-over-rest.ts'
import { brokenEverywhere } from './rest/parties/broken.ts'
import { type Broken, memoryGround } from './rest/parties/memory-ground.ts'
import { openWorld } from './rest/parties/open-world.ts'
import { judge } from './verdict/judge.ts'
import { isClean, reportOf } from './verdict/report.ts'

const RUN_MS = 600_000
const FEWEST_BREACHES = 150

/** In each of these the broken installation has a mistake that must be found. */
const BROKEN_FAMILIES = [
  'shown things',
  'foreign ids',
  'operator routes',
  'cursors',
  'repeats',
  'tokens',
  'mass assignment',
  'webhooks inside',
  'paths and methods',
  'injections',
  'oracles',
  'people',
  'held tenants',
  'races',
]

let whole: RestFindings
let broken: RestFindings

const grounds: { close(): Promise<void> }[] = []

async function attacked(name: string, brokenOnPurpose?: Broken): Promise<RestFindings> {
  const ground = await memoryGround(brokenOnPurpose)
  grounds.push(ground)
  const world = await openWorld(ground.apiUrl, ground.means)
  const told = await attackOverRest(world)
  printReport(reportOf(name, told.findings, told.changes), 3)
  world.client.close()
  return told
}

beforeAll(async () => {
  whole = await attacked('REST, in memory')
  broken = await attacked('REST, in memory, mis-isolated', brokenEverywhere())
}, RUN_MS)

afterAll(async () => {
  for (const ground of grounds) await ground.close()
})

describe('The attacks over REST', () => {
  it('succeed with nothing where accounts are kept apart', () => {
    expect(isClean(reportOf('', whole.findings, whole.changes))).toBe(true)
  })

  it('tell of an installation that keeps nobody apart', () => {
    const { succeeded, changes } = reportOf('', broken.findings, broken.changes)
    expect(succeeded).toBeGreaterThan(FEWEST_BREACHES)
    expect(changes).not.toEqual([])
  })

  it.each(BROKEN_FAMILIES)('tell of it by: %s', (family) => {
    const breaches = broken.findings.filter(
      (each) =>
        each.name.startsWith(`${family}: `) &&
        !each.attack.startsWith('broke off') &&
        ['breach', 'told-apart'].includes(judge(each)),
    )
    expect(breaches).not.toEqual([])
  })
})
