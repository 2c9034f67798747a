import * as z from 'zod'
import type { PeekInput, Place } from '../../core/record/peek-records.ts'
import { cursorOf, cursorText } from './cursor.ts'

const LIMIT_DEFAULT = 20
const MAX_OFFSET = Number.MAX_SAFE_INTEGER

const wholeNumber = (what: string) =>
  z
    .string()
    .regex(/^(?:0|[1-9][0-9]{0,15})$/, { error: `${what} is a whole number from 0.` })
    .transform(Number)
    .refine((value) => value <= MAX_OFFSET, { error: `${what} is at most ${MAX_OFFSET}.` })

/** Which records: the newest ones unless it says from where. */
export const recordQuerySchema = z
  .strictObject({
    partition: wholeNumber('partition').optional(),
    from: z.enum(['newest', 'earliest'], { error: 'from is "newest" or "earliest".' }).optional(),
    offset: wholeNumber('offset').optional(),
    time: z.iso
      .datetime({ offset: true, error: 'time is written as in 2026-01-31T08:00:00Z.' })
      .optional(),
    as: z
      .enum(['text', 'json', 'base64'], { error: 'as is "text", "json" or "base64".' })
      .default('text'),
    limit: z
      .string()
      .regex(/^(?:[1-9][0-9]?|100)$/, { error: 'limit is a whole number from 1 to 100.' })
      .transform(Number)
      .default(LIMIT_DEFAULT),
    cursor: cursorText.optional(),
  })
  .refine(
    ({ from, offset, time }) =>
      [from, offset, time].filter((each) => each !== undefined).length < 2,
    { error: 'Give one of from, offset and time.', path: ['from'] },
  )
  .refine(({ offset, partition }) => offset === undefined || partition !== undefined, {
    error: 'An offset is of one partition: name it.',
    path: ['partition'],
  })

export type RecordQuery = z.output<typeof recordQuerySchema>

export function peekInputOf(query: RecordQuery): PeekInput {
  const { partition, limit, cursor } = query
  const after = cursor === undefined ? undefined : placeOf(cursor)
  return { partition, limit, after, from: startOf(query, after !== undefined) }
}

/** A page after another one always goes onwards. */
function startOf({ from, offset, time }: RecordQuery, resumes: boolean): PeekInput['from'] {
  if (offset !== undefined) return { offset }
  if (time !== undefined) return { time: Date.parse(time) }
  return resumes ? 'earliest' : (from ?? 'newest')
}

/** Where the next page begins. */
export function placeCursor({ partition, offset }: Place): string {
  return cursorOf(`${partition}:${offset}`)
}

function placeOf(cursor: string): Place {
  const text = Buffer.from(cursor, 'base64url').toString('utf8')
  const [partition = 0, offset = 0] = text.split(':').map(Number)
  return { partition: clamped(partition), offset: clamped(offset) }
}

/** What the seal lets through is ours; a number all the same. */
function clamped(value: number): number {
  return Number.isSafeInteger(value) && value >= 0 ? value : 0
}
