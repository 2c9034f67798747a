import { setTimeout as sleep } from 'node:timers/promises'
import { StartupError } from '../startup-error.ts'
import { processIdentity } from './process-identity.ts'
import type { ProcessRecord } from './process-records.ts'

const POLL_MS = 50
/** Ours take two seconds before they begin to end, and some more to end well. */
const TERM_PATIENCE_MS = 6_000
const KILL_PATIENCE_MS = 5_000

/**
 * Ends the processes that an earlier start left behind: politely, then by force.
 * A record whose id now belongs to another process is left alone.
 */
export async function endSurvivors(records: readonly ProcessRecord[]): Promise<number> {
  const survivors = records.filter(isSame)
  await Promise.all(survivors.map(endSurvivor))
  return survivors.length
}

async function endSurvivor(record: ProcessRecord): Promise<void> {
  signal(record, 'SIGTERM')
  if (await hasEnded(record, TERM_PATIENCE_MS)) return
  signal(record, 'SIGKILL')
  if (await hasEnded(record, KILL_PATIENCE_MS)) return
  throw new StartupError(
    `Process ${record.pid} (${record.name}) is left from an earlier start and cannot be ended: end it yourself and start again.`,
  )
}

function signal(record: ProcessRecord, name: NodeJS.Signals): void {
  try {
    if (isSame(record)) process.kill(record.pid, name)
  } catch {
    // It ended by itself in the meantime, or belongs to another user: the wait tells.
  }
}

async function hasEnded(record: ProcessRecord, patienceMs: number): Promise<boolean> {
  const deadline = performance.now() + patienceMs
  while (isSame(record)) {
    if (performance.now() > deadline) return false
    await sleep(POLL_MS)
  }
  return true
}

function isSame(record: ProcessRecord): boolean {
  return processIdentity(record.pid) === record.identity
}
