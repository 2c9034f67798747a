import { spawnSync } from 'node:child_process'

const LONGEST_RUN_MS = 600_000

export interface Finished {
  readonly ok: boolean
  readonly output: string
}

/** Runs a program to its end and keeps what it said. Throws when it cannot be started or takes ten minutes. */
export function run(program: string, args: readonly string[]): Finished {
  const { error, status, stdout, stderr } = spawnSync(program, args, {
    encoding: 'utf8',
    timeout: LONGEST_RUN_MS,
    maxBuffer: 64 * 1024 * 1024,
  })
  if (error) throw new Error(`${program} could not be run`, { cause: error })
  return { ok: status === 0, output: `${stdout}${stderr}`.trim() }
}
