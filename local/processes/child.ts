import { type ChildProcess, spawn } from 'node:child_process'
import { javaEnvironment } from '../java/java-environment.ts'
import { type ChildLog, openChildLog } from './child-log.ts'
import type { ProcessRecords } from './process-records.ts'

/** A Java process of ours and how to tell that it works. */
export interface ChildSpec {
  /** Also the name of its log file. */
  name: string
  command: string
  args: readonly string[]
  /** Working directory: the home, so that paths in arguments need no quoting. */
  cwd: string
  logPath: string
  /** The line of output that says that it is ready. */
  readyLine: RegExp
  /** Asks it something harmless. False: it refuses or does not answer. */
  probe(): Promise<boolean>
}

/** One run of a child. */
export interface ChildRun {
  /** Fulfilled by the ready line, or by the end if that comes first. */
  readyOrEnded: Promise<'ready' | 'ended'>
  ended: Promise<void>
  log: ChildLog
  /** Asks it to end, by closing its standard input. */
  end(): void
  kill(): void
}

/**
 * Starts a child in the process group of this process. Its standard input is a pipe that closes when we need it no more, or
 * when this process ends in whatever way, which the child takes as its own end. A signal to the whole group reaches it, too:
 * it then leaves us a moment for what we have to read from it.
 */
export function runChild(spec: ChildSpec, records: ProcessRecords): ChildRun {
  const child = spawn(spec.command, spec.args, {
    cwd: spec.cwd,
    env: javaEnvironment(process.env),
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  if (child.pid !== undefined) records.add(spec.name, child.pid)
  const ready = Promise.withResolvers<'ready'>()
  const log = openChildLog(
    spec.logPath,
    (line) => spec.readyLine.test(line) && ready.resolve('ready'),
  )
  child.stdout.on('data', (chunk: Buffer) => log.write(chunk))
  child.stderr.on('data', (chunk: Buffer) => log.write(chunk))
  child.stdin.on('error', () => {})
  const ended = whenEnded(child).then(() => {
    log.close()
    if (child.pid !== undefined) records.remove(child.pid)
  })
  return {
    readyOrEnded: Promise.race([ready.promise, ended.then(() => 'ended' as const)]),
    ended,
    log,
    end: () => void child.stdin.end(),
    kill: () => void child.kill('SIGKILL'),
  }
}

function whenEnded(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('close', () => resolve())
    // No such program: there will be no 'close'.
    child.once('error', () => child.pid === undefined && resolve())
  })
}
