import * as z from 'zod'
import { ServiceError } from '../../core/kernel/service-error.ts'
import type { ChunkHead } from '../../core/usage/meter-ports.ts'
import type { MeterChunk } from '../../core/usage/meter-chunk.ts'
import { chunkNamesSchema, namesOf, topicsIn } from './chunk-names.ts'
import { readNumbers, writeNumbers } from './chunk-numbers.ts'
import { formerChunkOf, formerChunkSchema } from './former-chunk-document.ts'
import { itemOf, type RawItem, readItem } from './items.ts'
import { CHUNK_PREFIX, chunkKey, namesKey } from './meter-keys.ts'
import { pack } from './packed-document.ts'
import { unpackedItem } from './unpacked-item.ts'

// A chunk is two items: its names, and its numbers. Version 1 had both in one.
const CHUNK_VERSION = 2

const headSchema = z.object({
  v: z.union([z.literal(1), z.literal(CHUNK_VERSION)]),
  version: z.int(),
  lineage: z.array(z.string()),
})

const numbersSchema = z.strictObject({
  /** The version that its names were written with. */
  names: z.int(),
  since: z.int(),
  brokers: z.array(z.tuple([z.string(), z.int().nullable(), z.int()])),
  numbers: z.instanceof(Uint8Array),
})

/** A chunk, and which version of its names goes with it. */
export interface NamedChunk {
  readonly chunk: MeterChunk
  /** Null when they are not written in an item of their own yet. */
  readonly names: number | null
}

/** What is read to know which chunks there are. */
export const HEAD_ATTRIBUTES = ['pk', 'sk', 'v', 'version', 'lineage'] as const

export function headOf(item: RawItem): ChunkHead {
  const head = headSchema.safeParse(item)
  if (!head.success) throw new ServiceError('internal', 'A stored METER cannot be read.')
  const { version, lineage } = head.data
  return { low: lowOf(item), version, lineage }
}

export function numbersItem(chunk: MeterChunk, names: number): RawItem {
  const { version, lineage, since } = chunk
  const brokers = chunk.brokers.map(({ brokerId, startedAt, at }) => [brokerId, startedAt, at])
  const data = { names, since, brokers, numbers: writeNumbers(chunk.tenants) }
  const head = { v: CHUNK_VERSION, version, lineage: [...lineage] }
  return itemOf(chunkKey(chunk), data, head)
}

export function namesItem(chunk: MeterChunk): RawItem {
  return itemOf(namesKey(chunk), pack(namesOf(chunk.tenants, chunk.version)))
}

/** Undefined when the names are not those of the numbers: somebody wrote both between the two reads. */
export function chunkOf(
  clusterId: string,
  item: RawItem,
  namesItem: RawItem | undefined,
): NamedChunk | undefined {
  const { low, version, lineage } = headOf(item)
  if (item.v === 1) {
    const document = readItem(formerChunkSchema, unpackedItem(item))
    return { chunk: formerChunkOf({ clusterId, low, version }, document), names: null }
  }
  const { names, since, brokers, numbers } = readItem(numbersSchema, item, CHUNK_VERSION)
  if (namesItem === undefined) return undefined
  const document = readItem(chunkNamesSchema, unpackedItem(namesItem))
  if (document.written !== names) return undefined
  const known = topicsIn(document)
  const counts = known.map(({ topics }) =>
    topics.reduce((sum, each) => sum + each.counters.length, 0),
  )
  const read = readNumbers(numbers, counts)
  const marks = brokers.map(([brokerId, startedAt, at]) => ({ brokerId, startedAt, at }))
  const tenants = known.flatMap((tenant, n) => {
    const own = read[n]
    return own === undefined ? [] : [{ ...tenant, ...own }]
  })
  return { chunk: { clusterId, low, version, lineage, since, brokers: marks, tenants }, names }
}

/** True when the names that were written with `before` are those of `after`, too. */
export function hasSameNames(before: MeterChunk, after: MeterChunk): boolean {
  return (
    before.tenants.length === after.tenants.length &&
    before.tenants.every(({ tenantId, topics }, n) => {
      const tenant = after.tenants[n]
      return tenant?.tenantId === tenantId && tenant.topics === topics
    })
  )
}

function lowOf(item: RawItem): string {
  return String(item.sk).slice(CHUNK_PREFIX.length)
}
