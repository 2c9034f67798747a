import * as z from 'zod'
import { ServiceError } from '../../core/kernel/service-error.ts'
import { PLAN_IDS } from '../../core/plan/plan.ts'
import { type ShareChunk, SHARE_PARTS } from '../../core/quota/quota-ports.ts'
import { itemOf, type RawItem, readItem } from './items.ts'
import type { Key } from './keys.ts'
import { pack, unpack } from './packed-document.ts'

const time = z.int()
const rates = z.strictObject({
  produceBytesPerSecond: z.number(),
  consumeBytesPerSecond: z.number(),
  requestPercentage: z.number(),
})

const tenantsSchema: z.ZodType<ShareChunk['tenants']> = z.array(
  z.strictObject({
    tenantId: z.string(),
    plan: z.enum(PLAN_IDS),
    users: z.array(
      z.strictObject({
        username: z.string(),
        quota: rates,
        lately: rates,
        sentAt: time,
        sure: z.boolean(),
      }),
    ),
    spans: z.array(
      z.strictObject({
        from: time,
        to: time,
        produceBytes: z.number(),
        consumeBytes: z.number(),
      }),
    ),
    aims: z.strictObject({ produce: z.number(), consume: z.number() }),
    // Not in what was written before there were rate holds.
    ahead: z.number().default(0),
    lookedAt: time,
  }),
)

const packedSchema = z.instanceof(Uint8Array)
const headSchema = z.object({ version: z.int(), sk: z.templateLiteral(['PART#', z.int()]) })

export function sharePartition(clusterId: string): string {
  return `SHARES#${clusterId}`
}

function shareKey({ clusterId, part }: Pick<ShareChunk, 'clusterId' | 'part'>): Key {
  return { pk: sharePartition(clusterId), sk: `PART#${part % SHARE_PARTS}` }
}

/** Packed: a tenant at work takes a kilobyte as plain text, and it is written with every look. */
export function shareItem(chunk: ShareChunk): RawItem {
  return itemOf(shareKey(chunk), pack(chunk.tenants), { version: chunk.version })
}

export function shareChunkOf(clusterId: string, item: RawItem): ShareChunk {
  const head = headSchema.safeParse(item)
  if (!head.success) throw new ServiceError('internal', 'Stored shares have no version.')
  const { version, sk } = head.data
  const tenants = readItem(tenantsSchema, { ...item, data: unpack(readItem(packedSchema, item)) })
  return { clusterId, part: Number(sk.slice('PART#'.length)), version, tenants }
}
