import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { LocalJson } from '../../local/home/local-json.ts'

/** A first start on a new machine downloads some hundred jars. */
const READY_PATIENCE_MS = 560_000
/** What the contract promises. */
const STOP_PATIENCE_MS = 10_000
/** To be rid of a stack that a test is done with. */
const CLEANUP_PATIENCE_MS = 60_000
const POLL_MS = 50

const repository = fileURLToPath(new URL('../..', import.meta.url))

export interface StartOptions {
  /** Kept afterwards; without it a new one is made and removed with the stack. */
  home?: string
  /** Free ports unless it is given. */
  port?: number
  env?: NodeJS.ProcessEnv
}

export interface Headgate {
  home: string
  localJson: LocalJson
  /** Process ids of everything that runs in the group of `npm start`. */
  pids(): number[]
  output(): string
  /** Sends a signal to npm alone (its id is the group's). */
  signalNpm(name: NodeJS.Signals): void
  /** Sends a signal to all processes at once, as a terminal does. */
  signalGroup(name: NodeJS.Signals): void
  /** Resolves when no process of the group is left; fails after ten seconds. */
  ended(): Promise<void>
  /** Ends everything as a user does, however long that takes; with a home of its own, removes that. */
  stop(): Promise<void>
  /** Kills the whole group at once, as a crash of the machine would. */
  kill9(): Promise<void>
}

/** Runs `npm start` as a user does, in a process group of its own, and waits until it is ready. */
export async function startHeadgate(options: StartOptions = {}): Promise<Headgate> {
  const home = options.home ?? mkdtempSync(join(tmpdir(), 'headgate-home-'))
  const npm = runNpmStart(home, options)
  await untilReady(home, npm)
  const ended = () => untilGroupEnds(npm.group, STOP_PATIENCE_MS)
  const stop = async () => {
    npm.signal('SIGTERM')
    await untilGroupEnds(npm.group, CLEANUP_PATIENCE_MS)
    if (options.home === undefined) rmSync(home, { recursive: true, force: true })
  }
  return {
    home,
    localJson: readLocalJson(home),
    pids: () => groupMembers(npm.group),
    output: npm.output,
    signalNpm: npm.signal,
    signalGroup: (name) => signalGroup(npm.group, name),
    ended,
    stop,
    async kill9() {
      signalGroup(npm.group, 'SIGKILL')
      await untilGroupEnds(npm.group, CLEANUP_PATIENCE_MS)
    },
  }
}

/** Runs `npm start` where it cannot work and answers with what it says. */
export async function failToStart(options: StartOptions & { home: string }) {
  const npm = runNpmStart(options.home, options)
  const exitCode = await npm.exited
  return { exitCode, output: npm.output(), left: groupMembers(npm.group) }
}

interface NpmStart {
  group: number
  exited: Promise<number | null>
  output(): string
  signal(name: NodeJS.Signals): void
}

function runNpmStart(home: string, options: StartOptions): NpmStart {
  const env = {
    ...process.env,
    HEADGATE_HOME: home,
    HEADGATE_PORT: String(options.port ?? 0),
    ...options.env,
  }
  const child = spawn('npm', ['start'], {
    cwd: repository,
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  if (child.pid === undefined) throw new Error('npm was not found')
  const output = collectOutput(child)
  const exited = new Promise<number | null>((resolve) => child.once('close', resolve))
  return { group: child.pid, exited, output, signal: (name) => void child.kill(name) }
}

function collectOutput(child: ChildProcess): () => string {
  let text = ''
  const add = (chunk: Buffer) => {
    text += chunk.toString()
  }
  child.stdout?.on('data', add)
  child.stderr?.on('data', add)
  return () => text
}

async function untilReady(home: string, npm: NpmStart): Promise<void> {
  const deadline = performance.now() + READY_PATIENCE_MS
  let hasExited = false
  void npm.exited.then(() => {
    hasExited = true
  })
  // A local.json of a killed stack stays until the new one has taken the home.
  while (!npm.output().includes('is ready') || !existsSync(join(home, 'local.json'))) {
    if (!hasExited && performance.now() < deadline) {
      await sleep(POLL_MS)
      continue
    }
    signalGroup(npm.group, 'SIGKILL')
    throw new Error(`npm start did not become ready:\n${npm.output()}`)
  }
}

async function untilGroupEnds(group: number, patienceMs: number): Promise<void> {
  const deadline = performance.now() + patienceMs
  for (let members = groupMembers(group); members.length > 0; members = groupMembers(group)) {
    if (performance.now() > deadline) {
      signalGroup(group, 'SIGKILL')
      throw new Error(`${members.length} processes were left ${patienceMs} ms after the signal`)
    }
    await sleep(POLL_MS)
  }
}

/** Zombies have ended: nobody asked for their exit code yet. */
function groupMembers(group: number): number[] {
  const lines = execFileSync('ps', ['-eo', 'pid=,pgid=,state='], { encoding: 'utf8' }).split('\n')
  const rows = lines.map((line) => line.trim().split(/\s+/))
  return rows.flatMap(([pid, pgid, state]) =>
    Number(pgid) === group && state !== 'Z' ? [Number(pid)] : [],
  )
}

function signalGroup(group: number, name: NodeJS.Signals): void {
  try {
    process.kill(-group, name)
  } catch {
    // Everything has ended already.
  }
}

function readLocalJson(home: string): LocalJson {
  return JSON.parse(readFileSync(join(home, 'local.json'), 'utf8')) as LocalJson
}
