import { fork } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { EmbeddedCluster } from '../local/parts.ts'

export interface BenchStack {
  readonly apiUrl: string
  readonly outboxPath: string
  readonly cluster: EmbeddedCluster
  stop(): Promise<void>
}

type Ready = Omit<BenchStack, 'stop'>

/** The embedded stack in a process of its own, with a new home, so that the measuring takes no time from the measured. */
export async function startBenchStack(env: NodeJS.ProcessEnv = {}): Promise<BenchStack> {
  const home = mkdtempSync(join(tmpdir(), 'headgate-bench-'))
  const child = fork(new URL('./embedded-stack-process.ts', import.meta.url), {
    env: { ...process.env, ...env, HEADGATE_HOME: home, HEADGATE_PORT: '0' },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const ready = await new Promise<Ready>((resolve, reject) => {
    child.once('message', (message) => resolve(message as Ready))
    child.once('exit', () => reject(new Error('The embedded stack ended before it was ready.')))
  })
  return {
    ...ready,
    stop: async () => {
      child.send('stop')
      await ended
      rmSync(home, { recursive: true, force: true })
    },
  }
}
