import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { countsLine, sumCounts } from './result-counts.ts'

type JestArgs = readonly string[]

/** Suites of whole systems and of broken parts: their tests run one after the other, when nothing else does. */
const serialSuites = ['e2e', 'faults', 'billing', 'attacks', 'fuzz', 'deploy']

/** Other folders whose tests start a broker, a store or a process; what is left are unit tests. */
const realParts = ['adapters/dynamodb', 'adapters/kafka', 'contracts', 'local', 'tooling']

const without = (folders: readonly string[]): JestArgs => [
  '--testPathIgnorePatterns',
  ...folders.map((folder) => `<rootDir>/test/${folder}/`),
]

/** A test of a whole system that failed may leave a client running: the run ends all the same, with its counts. */
const serially = (folder: string): JestArgs => [
  '--runInBand',
  '--forceExit',
  '--testMatch',
  `<rootDir>/test/${folder}/**/*.test.ts`,
]

function runsOf(suite: string): readonly JestArgs[] {
  if (suite === 'all') return [without(serialSuites), serially('e2e')]
  if (suite === 'unit') return [without([...serialSuites, ...realParts])]
  if (suite === 'billing') return [serially('billing'), serially('core/invoice')]
  if (serialSuites.includes(suite)) return [serially(suite)]
  throw new Error(`no suite is called ${suite}; there are all, unit, ${serialSuites.join(', ')}`)
}

function runJest(args: JestArgs, resultsFolder: string): Promise<number> {
  const node = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning']
  const jest = [fileURLToPath(import.meta.resolve('jest/bin/jest')), '--passWithNoTests', ...args]
  const child = spawn(process.execPath, [...node, ...jest], {
    stdio: 'inherit',
    env: { ...process.env, TEST_RESULTS_DIR: resultsFolder },
  })
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => child.kill(signal))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code, signal) => {
      if (code === null) reject(new Error(`the tests were ended by ${signal}`))
      else resolve(code)
    })
  })
}

async function runAll(runs: readonly JestArgs[], folder: string): Promise<number> {
  let exitCode = 0
  for (const run of runs) exitCode = (await runJest(run, folder)) || exitCode
  const counts = sumCounts(folder)
  console.log(countsLine(counts))
  return counts.failed > 0 || counts.passed === 0 ? 1 : exitCode
}

/** `npm test` runs every suite; `npm test -- <paths or Jest options>` hands them to one run of Jest. */
async function main([suite = 'all', ...jestArgs]: readonly string[]): Promise<number> {
  const runs = jestArgs.length > 0 ? [jestArgs] : runsOf(suite)
  // Set by who adds up the counts of several suites and removes the folder itself.
  const kept = process.env.TEST_RESULTS_DIR
  if (kept) mkdirSync(kept, { recursive: true })
  const folder = mkdtempSync(join(kept ?? tmpdir(), 'headgate-results-'))
  try {
    return await runAll(runs, folder)
  } finally {
    if (!kept) rmSync(folder, { recursive: true })
  }
}

process.exitCode = await main(process.argv.slice(2))
