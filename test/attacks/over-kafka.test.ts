import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Headgate, startHeadgate } from '../e2e/start-headgate.ts'
import { attackPair } from './attack-pair.ts'
import { javaPlanOf } from './java-plan-of.ts'
import { embeddedPair } from './parties/embedded-pair.ts'
import { printReport } from './print-report.ts'
import type { Report } from './verdict/report.ts'

const START_MS = 500_000
const FEWEST_ATTACKS = 200
const FEWEST_BREACHES = 50

let headgate: Headgate
let folder: string
let isolated: Report | undefined
let misIsolated: Report | undefined

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'headgate-attacks-'))
  headgate = await startHeadgate()
  const pair = await embeddedPair(headgate, folder, 'two-tenants')
  const open = await embeddedPair(headgate, folder, 'mis-isolated')
  const reports = await attackPair(pair, [{ ...javaPlanOf(open), 'mis-isolated': true }])
  ;[isolated, misIsolated] = reports
  if (isolated !== undefined) printReport(isolated)
  if (misIsolated !== undefined) printReport(misIsolated, 5)
}, START_MS)

afterAll(async () => {
  await headgate?.stop()
  rmSync(folder, { recursive: true, force: true })
})

describe('A tenant that attacks its neighbour over Kafka', () => {
  it('succeeds with nothing, while whoever is entitled to it does', () => {
    expect(isolated?.tried).toBeGreaterThanOrEqual(FEWEST_ATTACKS)
    expect(isolated?.succeeded).toBe(0)
    expect(isolated?.controlsPassed).toBe(isolated?.tried)
  })

  it('leaves the neighbour’s content, groups and transaction as they were', () => {
    expect(isolated?.changes).toEqual([])
  })

  it('is caught where somebody gave it more than its own', () => {
    expect(misIsolated?.succeeded).toBeGreaterThan(FEWEST_BREACHES)
    expect(misIsolated?.changes).not.toEqual([])
  })
})
