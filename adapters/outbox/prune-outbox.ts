import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { HOUR_MS } from '../../core/kernel/clock.ts'

/** Only what we wrote ourselves; a `.tmp` is a mail being written, or what a crash left of one. */
const OURS = /^(?<at>\d{1,16})-\d{12}\.(?<kind>json|tmp)$/
const WRITING_MAX_MS = HOUR_MS

interface OutboxFile {
  readonly name: string
  readonly at: number
  readonly kind: string | undefined
}

/** Deletes the oldest mails beyond `mailsMax`, so that the folder stays small enough to be listed. */
export async function pruneOutbox(directory: string, mailsMax: number, now: number): Promise<void> {
  const files = (await readdir(directory)).flatMap(outboxFile).toSorted((a, b) => b.at - a.at)
  const tooMany = files.filter(({ kind }) => kind === 'json').slice(mailsMax)
  const left = files.filter(({ kind, at }) => kind === 'tmp' && at < now - WRITING_MAX_MS)
  const gone = [...tooMany, ...left].map(({ name }) => rm(join(directory, name), { force: true }))
  await Promise.all(gone)
}

function outboxFile(name: string): OutboxFile[] {
  const groups = OURS.exec(name)?.groups
  return groups === undefined ? [] : [{ name, at: Number(groups['at']), kind: groups['kind'] }]
}
