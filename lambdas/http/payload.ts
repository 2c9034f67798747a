import * as z from 'zod'
import { isTooDeep, JSON_DEPTH_MAX } from './json-depth.ts'

/** How bytes are written in JSON: as the text they are in UTF-8, as the JSON they hold, or in base64. */
export type PayloadEncoding = 'text' | 'json' | 'base64'

export interface Payload {
  readonly encoding: PayloadEncoding
  readonly data: unknown
}

/** Any JSON there is; written out, as a schema that refers to itself cannot be told in place. */
const jsonSchema = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.null(),
  z.array(z.unknown()),
  z.record(z.string(), z.unknown()),
])

/** Half of a surrogate pair has no bytes in UTF-8: something else would be written in its place, and nobody told. */
export const textSchema = z.string().refine((text) => text.isWellFormed(), {
  error:
    'This text holds half of a surrogate pair, which UTF-8 cannot write; send the bytes in base64.',
})

export const payloadSchema = z
  .union(
    [
      textSchema,
      z.strictObject({ encoding: z.literal('text'), data: textSchema }),
      z.strictObject({ encoding: z.literal('base64'), data: z.base64() }),
      z.strictObject({ encoding: z.literal('json'), data: jsonSchema }),
    ],
    {
      error:
        'This is text, or {"encoding": "text" | "json" | "base64", "data": …} with data of that kind.',
    },
  )
  .refine((payload) => typeof payload === 'string' || !isTooDeep(payload.data), {
    error: `JSON here is nested ${JSON_DEPTH_MAX} levels deep at most.`,
    path: ['data'],
  })

export type PayloadInput = z.output<typeof payloadSchema>

/** The bytes that the caller means; null stays null. */
export function bytesOf(payload: PayloadInput | null): Uint8Array | null {
  if (payload === null) return null
  if (typeof payload === 'string') return Buffer.from(payload, 'utf8')
  if (payload.encoding === 'base64') return Buffer.from(payload.data, 'base64')
  const text = payload.encoding === 'json' ? JSON.stringify(payload.data) : payload.data
  return Buffer.from(text, 'utf8')
}

/**
 * Shows bytes such that nothing is lost: `wanted` where that gives back the very same bytes, text where it is UTF-8, and
 * base64 otherwise. JSON is only taken for JSON when writing it again gives the same text, so no digit of a number, no
 * order of keys and no second key of the same name goes missing; nested too deep, it stays text.
 */
export function payloadOf(bytes: Uint8Array, wanted: PayloadEncoding): Payload {
  const text = wanted === 'base64' ? undefined : textOf(bytes)
  if (text === undefined) return { encoding: 'base64', data: Buffer.from(bytes).toString('base64') }
  const json = wanted === 'json' ? jsonOf(text) : undefined
  return json === undefined ? { encoding: 'text', data: text } : { encoding: 'json', data: json }
}

function textOf(bytes: Uint8Array): string | undefined {
  try {
    // A byte order mark is part of the bytes, so it stays.
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}

function jsonOf(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    return !isTooDeep(value) && JSON.stringify(value) === text ? value : undefined
  } catch {
    return undefined
  }
}
