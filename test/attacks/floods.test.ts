import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Headgate, startHeadgate } from '../e2e/start-headgate.ts'
import { printFloods } from './floods/print-floods.ts'
import { type Flooded, tryFloods } from './floods/try-floods.ts'
import { embeddedPair } from './parties/embedded-pair.ts'
import { readClientProperties } from './parties/read-client-properties.ts'

const START_MS = 500_000
/** What a neighbour may rely on, whoever floods. */
const LONGEST_PRODUCE_MS = 2_000

let headgate: Headgate
let folder: string
let results: readonly Flooded[]

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'headgate-floods-'))
  headgate = await startHeadgate()
  const { victim, attacker } = await embeddedPair(headgate, folder, 'floods')
  const [neighbour, flooder] = [victim, attacker].map(({ file, topic = '' }) => ({
    ...readClientProperties(file),
    topic,
  }))
  if (neighbour === undefined || flooder === undefined) throw new Error('There is no pair.')
  results = await tryFloods(neighbour, flooder)
  printFloods(results)
}, START_MS)

afterAll(async () => {
  await headgate?.stop()
  rmSync(folder, { recursive: true, force: true })
})

describe('While somebody floods the brokers', () => {
  it('a neighbour still produces within two seconds', () => {
    const late = results.filter(({ during }) => during.p99Ms >= LONGEST_PRODUCE_MS)
    expect(late).toEqual([])
    expect(results.length).toBeGreaterThanOrEqual(9)
  })
})
