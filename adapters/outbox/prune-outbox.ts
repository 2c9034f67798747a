import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'

/** Only what we wrote ourselves; a `.tmp` is what a crash left, or a mail being written, which is among the newest. */
const OURS = /^(?<at>\d{1,16})-\d{12}\.(?:json|tmp)$/

/** Deletes the oldest mails beyond `mailsMax`, so that the folder stays small enough to be listed. */
export async function pruneOutbox(directory: string, mailsMax: number): Promise<void> {
  const ours = (await readdir(directory)).filter((name) => OURS.test(name))
  const oldestFirst = ours.toSorted((a, b) => sentAt(a) - sentAt(b))
  const tooMany = oldestFirst.slice(0, Math.max(0, ours.length - mailsMax))
  await Promise.all(tooMany.map((name) => rm(join(directory, name), { force: true })))
}

function sentAt(name: string): number {
  return Number(OURS.exec(name)?.groups?.['at'])
}
