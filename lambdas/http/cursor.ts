import * as z from 'zod'
import type { PageRequest } from '../../core/kernel/page.ts'

const LIMIT_DEFAULT = 50
const LIMIT_MAX = 100
const CURSOR_MAX = 1_024

/** Opaque to the client: the last key of the page, so that a list goes on where it was, whatever came or went before. */
export function cursorOf(key: string): string {
  return Buffer.from(key, 'utf8').toString('base64url')
}

/** A cursor as a query has it. */
export const cursorText = z
  .string()
  .max(CURSOR_MAX)
  .regex(/^[A-Za-z0-9_-]+$/, { error: 'This is not a cursor that a list gave out.' })

/** The bounds are in the pattern, so that the API's documents say them too. */
const limitText = z.string().regex(/^(?:[1-9][0-9]?|100)$/, {
  error: `limit is a whole number from 1 to ${LIMIT_MAX}.`,
})

/** The query of every list. */
export const pageQuerySchema = z.strictObject({
  limit: limitText.transform(Number).optional(),
  cursor: cursorText.optional(),
})

export type PageQuery = z.output<typeof pageQuerySchema>

/** What the query asks of a store. */
export function pageRequestOf({ limit = LIMIT_DEFAULT, cursor }: PageQuery): PageRequest {
  return cursor === undefined
    ? { limit }
    : { limit, after: Buffer.from(cursor, 'base64url').toString('utf8') }
}
