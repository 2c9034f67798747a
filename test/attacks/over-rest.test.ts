import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { type Headgate, startHeadgate } from '../e2e/start-headgate.ts'
import { printReport } from './print-report.ts'
import { attackOverRest } from './rest/attack-over-rest.ts'
import { INJECTED } from './rest/families/injections.ts'
import { measureOracles, timingLine } from './rest/measure-oracles.ts'
import { embeddedMeans } from './rest/parties/embedded-means.ts'
import { openWorld } from './rest/parties/open-world.ts'
import { type Searched, searchFor, type Source } from './rest/secrets/search.ts'
import { addOwnSecrets, toldByApi, writtenDown } from './rest/secrets/written-down.ts'
import type { World } from './rest/world.ts'
import { type Report, reportOf } from './verdict/report.ts'

const RUN_MS = 1_200_000
const FEWEST_ATTACKS = 550
const FEWEST_SECRETS = 100
const FEWEST_BYTES = 50_000

let headgate: Headgate
let world: World
let report: Report
let sources: readonly Source[]

beforeAll(async () => {
  headgate = await startHeadgate()
  world = await openWorld(headgate.localJson.apiUrl, embeddedMeans(headgate))
  addOwnSecrets(world.keyring, headgate)
  for (const timing of await measureOracles(world)) process.stdout.write(`${timingLine(timing)}\n`)
  const { findings, changes } = await attackOverRest(world)
  report = reportOf('REST', findings, changes)
  printReport(report)
  sources = [...writtenDown(headgate), await toldByApi(world)]
}, RUN_MS)

afterAll(async () => {
  world?.client.close()
  await headgate?.stop()
})

describe('An account that attacks its neighbour over REST', () => {
  it('succeeds with nothing, while whoever is entitled to it does', () => {
    expect(report.tried).toBeGreaterThanOrEqual(FEWEST_ATTACKS)
    expect(report.succeeded).toBe(0)
    expect(report.controlsPassed).toBe(report.tried)
  })

  it('leaves everything that the neighbour sees as it was', () => {
    expect(report.changes).toEqual([])
  })

  it('writes no line of its own into the logs', () => {
    const texts = sources.map(({ bytes }) => bytes.toString('utf8'))
    for (const text of texts.slice(0, -1)) {
      expect(text).not.toMatch(new RegExp(`^${INJECTED}`, 'm'))
      expect(text).not.toContain('\u001b[31m')
    }
  })
})

describe('Every secret that was handed out', () => {
  it('is in no log, argument, refusal, audit event or repeat, and one that is put there is found', () => {
    const { secrets } = world.keyring
    const searched = searchFor(secrets, sources)
    print('secrets', searched)
    expect(searched.secrets).toBeGreaterThan(FEWEST_SECRETS)
    expect(searched.bytes).toBeGreaterThan(FEWEST_BYTES)
    expect(searched.found).toEqual([])

    const planted = secrets.map(({ text }) => ({
      name: 'a planted log',
      bytes: Buffer.from(`{"level":"error","message":"${text}"}`),
    }))
    const found = planted.filter(
      (source, n) => searchFor(secrets.slice(n, n + 1), [source]).found.length > 0,
    )
    process.stdout.write(`planted ${planted.length}, found ${found.length}\n`)
    expect(found).toHaveLength(secrets.length)
  })
})

function print(what: string, { secrets, bytes, found }: Searched): void {
  process.stdout.write(`${what} ${secrets}, bytes searched ${bytes}, found ${found.length}\n`)
}
