import * as z from 'zod'
import type { StoredRecord } from '../../../core/cluster/session-ports.ts'
import type { Peeked } from '../../../core/record/peek-records.ts'
import { type PayloadEncoding, payloadOf } from '../payload.ts'

const payloadViewSchema = z.object({
  encoding: z.enum(['text', 'json', 'base64']),
  data: z.unknown(),
})

const recordSchema = z.object({
  partition: z.int(),
  offset: z.int(),
  time: z.iso.datetime().nullable(),
  key: payloadViewSchema.nullable(),
  value: payloadViewSchema.nullable(),
  headers: z.array(z.object({ key: z.string(), value: payloadViewSchema.nullable() })),
})

export const recordPageSchema = z.object({
  items: z.array(recordSchema),
  unreadable: z.array(
    z.object({
      partition: z.int(),
      firstOffset: z.int(),
      lastOffset: z.int(),
      reason: z.string(),
    }),
  ),
  nextCursor: z.string().optional(),
})

export const writtenSchema = z.object({
  items: z.array(z.object({ partition: z.int(), offset: z.int() })),
})

export function writtenView(
  written: readonly { readonly partition: number; readonly offset: number }[],
): z.output<typeof writtenSchema> {
  return { items: written.map(({ partition, offset }) => ({ partition, offset })) }
}

function recordView(
  { partition, offset, timestamp, key, value, headers }: StoredRecord,
  wanted: PayloadEncoding,
): z.output<typeof recordSchema> {
  return {
    partition,
    offset,
    time: timeOf(timestamp),
    key: key === null ? null : payloadOf(key, wanted),
    value: value === null ? null : payloadOf(value, wanted),
    headers: headers.map((header) => ({
      key: Buffer.from(header.key).toString('utf8'),
      value: header.value === null ? null : payloadOf(header.value, wanted),
    })),
  }
}

export function recordPageView(
  { records, unreadable }: Peeked,
  wanted: PayloadEncoding,
): Omit<z.output<typeof recordPageSchema>, 'nextCursor'> {
  return {
    items: records.map((record) => recordView(record, wanted)),
    unreadable: unreadable.map((range) => ({ ...range })),
  }
}

/** A producer may say any time, also none (-1) and ones that no calendar has. */
function timeOf(timestamp: number): string | null {
  const time = new Date(timestamp)
  return timestamp < 0 || Number.isNaN(time.getTime()) || time.getUTCFullYear() > 9_999
    ? null
    : time.toISOString()
}
