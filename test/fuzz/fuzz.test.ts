import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { allRoutes } from '../../lambdas/http/routes.ts'
import { type Headgate, startHeadgate } from '../e2e/start-headgate.ts'
import { fuzzConfig } from './fuzz-config.ts'
import { type FuzzReport, runSchemathesis } from './run-schemathesis.ts'
import { type FuzzRole, ROLES, thingsToFuzz } from './things-to-fuzz.ts'

const RUN_MS = 1_800_000
/** Enough for both valid and invalid ones of each operation, and few enough for every commit. */
const CASES_PER_OPERATION = Number(process.env['FUZZ_CASES'] ?? 5)
/** The same cases for every commit; another number tries others. */
const SEED = Number(process.env['FUZZ_SEED'] ?? 20_261_123)

let headgate: Headgate | undefined
const reports = new Map<FuzzRole, FuzzReport>()

beforeAll(async () => {
  headgate = await startHeadgate()
  const { apiUrl } = headgate.localJson
  const { tokens, overrides } = await thingsToFuzz(headgate)
  const casesPerOperation = CASES_PER_OPERATION
  const fuzz = async (role: FuzzRole) => {
    const config = fuzzConfig({ apiUrl, token: tokens[role], overrides, casesPerOperation })
    reports.set(role, await runSchemathesis(apiUrl, config, SEED))
  }
  await Promise.all(ROLES.map(fuzz))
}, RUN_MS)

afterAll(async () => {
  const cases = [...reports.values()].reduce((sum, report) => sum + report.cases, 0)
  const found = [...reports.values()].flatMap(({ byOperation }) => [...byOperation.values()])
  const faulty = found.filter((fault) => fault !== '').length
  process.stdout.write(
    `fuzz: ${allRoutes.length} operations × ${ROLES.length} roles, ${cases} cases, ` +
      `${faulty} with failures, seed ${SEED}\n`,
  )
  await headgate?.stop()
}, RUN_MS)

describe.each(ROLES)('What was made up as %s', (role) => {
  it.each(allRoutes.map(({ method, path }) => `${method} ${path}`))(
    'got only answers that the document has: %s',
    (operation) => {
      expect(reports.get(role)?.byOperation.get(operation)).toBe('')
    },
  )

  it('was more than one case for each operation', () => {
    expect(reports.get(role)?.cases).toBeGreaterThan(2 * allRoutes.length)
  })
})
