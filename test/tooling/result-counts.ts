import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'

/** What one run of tests leaves as JSON; the names are Jest's own (`jest --json`). */
const resultFile = z.object({
  numPassedTests: z.int().nonnegative(),
  numFailedTests: z.int().nonnegative(),
  /** Files that failed before their first test ran: each counts as one failure. */
  numRuntimeErrorTestSuites: z.int().nonnegative().default(0),
})

export interface Counts {
  passed: number
  failed: number
}

/** Adds up every `*.json` under a folder. Throws when one is not a result: a count must be real. */
export function sumCounts(folder: string): Counts {
  const counts = { passed: 0, failed: 0 }
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  for (const name of names.filter((entry) => entry.endsWith('.json'))) {
    const result = resultFile.parse(JSON.parse(readFileSync(join(folder, name), 'utf8')))
    counts.passed += result.numPassedTests
    counts.failed += result.numFailedTests + result.numRuntimeErrorTestSuites
  }
  return counts
}

/** The line that a run ends with; what reads our output relies on its exact wording. */
export function countsLine({ passed, failed }: Counts): string {
  return `${passed} passed, ${failed} failed`
}
