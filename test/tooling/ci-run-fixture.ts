import { type ChildProcess, spawn } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'

const PATIENCE_MS = 60_000

/** How the stand-in for npm behaves; the shell text of each step of the run. */
export interface Steps {
  install?: string
  check?: string
  test?: string
  /** The suite that others run beside, and one of those. */
  deploy?: string
  fuzz?: string
}

export interface CiRun {
  process: ChildProcess
  ended: Promise<{ exitCode: number | null; lines: readonly string[] }>
  /** Waits until it has printed that, a minute at most. */
  said(text: string): Promise<void>
}

/** The shell text that leaves a result file as Jest's reporter would. */
export function results(passed: number, failed: number): string {
  const counts = JSON.stringify({ numPassedTests: passed, numFailedTests: failed })
  return `echo '${counts}' > "$TEST_RESULTS_DIR/jest.json"; [ ${failed} = 0 ]`
}

/** A repository that holds the real `.ci/run` and an npm that does what the test says. */
export function makeRepository(steps: Steps): string {
  const root = mkdtempSync(join(tmpdir(), 'headgate-ci-'))
  mkdirSync(join(root, 'bin'))
  cpSync('.ci', join(root, '.ci'), { recursive: true })
  const counts = `exec "${process.execPath}" "${resolve('test/tooling/print-counts.ts')}" "$5"`
  writeProgram(root, 'npm', [
    'case "$*" in',
    `  ci) ${steps.install ?? 'true'} ;;`,
    `  "run check") ${steps.check ?? 'true'} ;;`,
    `  "run test") ${steps.test ?? results(1, 0)} ;;`,
    `  "run test:deploy") ${steps.deploy ?? 'true'} ;;`,
    `  "run test:fuzz") ${steps.fuzz ?? 'true'} ;;`,
    '  "run test:"*) ;;',
    `  "run --silent test:counts -- "*) ${counts} ;;`,
    '  *) echo "unexpected: $*"; exit 99 ;;',
    'esac',
  ])
  for (const name of ['java', 'mvn', 'python3']) writeProgram(root, name, [])
  return root
}

function writeProgram(root: string, name: string, lines: readonly string[]): void {
  const path = join(root, 'bin', name)
  writeFileSync(path, ['#!/usr/bin/env bash', ...lines, ''].join('\n'))
  chmodSync(path, 0o755)
}

export function startCi(root: string): CiRun {
  const child = spawn(join(root, '.ci/run'), {
    env: { ...process.env, PATH: `${join(root, 'bin')}:${process.env.PATH}`, FIXTURE: root },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text
  })
  const ended = new Promise<{ exitCode: number | null; lines: readonly string[] }>(
    (fulfil, reject) => {
      child.once('error', reject)
      child.once('close', (exitCode) => fulfil({ exitCode, lines: output.trimEnd().split('\n') }))
    },
  )
  const said = async (text: string) => {
    for (const deadline = Date.now() + PATIENCE_MS; Date.now() < deadline; await delay(20))
      if (output.includes(text)) return
    throw new Error(`it never said "${text}"`)
  }
  return { process: child, ended, said }
}

/** The process id that a step wrote into a file of the fixture; waits for it, a minute at most. */
export async function readPid(root: string, name: string): Promise<number> {
  const path = join(root, name)
  for (const deadline = Date.now() + PATIENCE_MS; Date.now() < deadline; await delay(20)) {
    const text = existsSync(path) ? readFileSync(path, 'utf8') : ''
    if (text.endsWith('\n')) return Number(text)
  }
  throw new Error(`no step wrote ${name}`)
}

/** True while the process runs; one that has ended and waits to be reaped does not. */
export function isRunning(pid: number): boolean {
  const path = `/proc/${pid}/stat`
  return existsSync(path) && !/\) Z /.test(readFileSync(path, 'utf8'))
}
