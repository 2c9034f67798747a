import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import * as z from 'zod'
import { sortedText } from '../../core/kernel/sorted-text.ts'
import type { PriceBookVersion } from '../../core/plan/price-book.ts'

export const LOCK_PATH = 'core/plan/price-book.lock.json'

/** The digest of every published version by its name. */
export type PriceBookLock = Readonly<Record<string, string>>

export function readLock(path: string = LOCK_PATH): PriceBookLock {
  if (!existsSync(path)) return {}
  return z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(path, 'utf8')))
}

export function digestOf(version: PriceBookVersion): string {
  return createHash('sha256').update(sortedText(version)).digest('hex')
}

/** Sentences about published versions that are not what they were, or are no longer there. */
export function findChanged(book: readonly PriceBookVersion[], lock: PriceBookLock): string[] {
  return Object.entries(lock).flatMap(([id, digest]) => {
    const version = book.find((each) => each.id === id)
    if (version === undefined) return [`The published price book ${id} was removed.`]
    return digestOf(version) === digest ? [] : [`The published price book ${id} was changed.`]
  })
}

/** The lock with the versions that it did not have yet. */
export function extended(book: readonly PriceBookVersion[], lock: PriceBookLock): PriceBookLock {
  const fresh = book.filter(({ id }) => lock[id] === undefined)
  return { ...lock, ...Object.fromEntries(fresh.map((each) => [each.id, digestOf(each)])) }
}
