import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import * as z from 'zod'
import { sortedText } from '../../core/kernel/sorted-text.ts'
import type { PriceBookVersion } from '../../core/plan/price-book.ts'

export const LOCK_PATH = 'core/plan/price-book.lock.json'

const entrySchema = z.strictObject({ digest: z.string(), published: z.string() })

/** Every published version by its name: its digest, and the month in which it was published. */
export type PriceBookLock = Readonly<Record<string, z.output<typeof entrySchema>>>

export function readLock(path: string = LOCK_PATH): PriceBookLock {
  if (!existsSync(path)) return {}
  return z.record(z.string(), entrySchema).parse(JSON.parse(readFileSync(path, 'utf8')))
}

export function digestOf(version: PriceBookVersion): string {
  return createHash('sha256').update(sortedText(version)).digest('hex')
}

/**
 * Sentences about published versions that are not what they were, are no longer there, or changed the prices of months that
 * had begun when they were published.
 */
export function findChanged(book: readonly PriceBookVersion[], lock: PriceBookLock): string[] {
  return Object.entries(lock).flatMap(([id, { digest, published }]) => {
    const version = book.find((each) => each.id === id)
    if (version === undefined) return [`The published price book ${id} was removed.`]
    if (version.effectiveFrom <= published)
      return [
        `The price book ${id} counts from ${version.effectiveFrom}, which had begun in ${published}.`,
      ]
    return digestOf(version) === digest ? [] : [`The published price book ${id} was changed.`]
  })
}

/** The lock with the versions that it did not have yet, published in that month. */
export function extended(
  book: readonly PriceBookVersion[],
  lock: PriceBookLock,
  published: string,
): PriceBookLock {
  const fresh = book.filter(({ id }) => lock[id] === undefined)
  const entries = fresh.map((each) => [each.id, { digest: digestOf(each), published }])
  return { ...lock, ...Object.fromEntries(entries) }
}
