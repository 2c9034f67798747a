import { readFileSync, rmSync } from 'node:fs'
import { writeDurably } from '../home/durable-file.ts'
import { processIdentity } from './process-identity.ts'

/** A process that we started. `identity` keeps a recycled process id from being taken for it. */
export interface ProcessRecord {
  name: string
  pid: number
  identity: string
}

/** The file in the home that lists our processes, for a later start to end those that a crash left behind. */
export interface ProcessRecords {
  add(name: string, pid: number): void
  remove(pid: number): void
}

export function keepProcessRecords(path: string): ProcessRecords {
  let records: ProcessRecord[] = []
  const save = () => writeDurably(path, `${JSON.stringify(records)}\n`)
  return {
    add(name, pid) {
      const identity = processIdentity(pid)
      if (identity === undefined) return
      records = [...records, { name, pid, identity }]
      save()
    },
    remove(pid) {
      records = records.filter((record) => record.pid !== pid)
      save()
    },
  }
}

/** What an earlier start recorded. A file that cannot be read names nothing that could be recognised, so it counts as empty. */
export function readProcessRecords(path: string): ProcessRecord[] {
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'))
    return Array.isArray(value) ? value.filter(isProcessRecord) : []
  } catch {
    return []
  }
}

export function removeProcessRecords(path: string): void {
  rmSync(path, { force: true })
}

function isProcessRecord(value: unknown): value is ProcessRecord {
  if (typeof value !== 'object' || value === null) return false
  const { name, pid, identity } = value as Record<string, unknown>
  return (
    typeof name === 'string' &&
    typeof pid === 'number' &&
    Number.isInteger(pid) &&
    pid > 1 &&
    typeof identity === 'string'
  )
}
