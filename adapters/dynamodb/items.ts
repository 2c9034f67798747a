import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb'
import { DeleteCommand, GetCommand, PutCommand, type PutCommandInput } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import { ServiceError } from '../../core/kernel/service-error.ts'
import type { DynamoTable } from './dynamo-table.ts'
import type { Key } from './keys.ts'
import { guarded, toServiceError } from './store-errors.ts'
import { TTL_ATTRIBUTE } from './table-schema.ts'

/** What the store gives back: anything, until a schema has looked at it. */
export type RawItem = Record<string, unknown>

/** The shape of what is stored. Readers accept this version, and the one before once there is one. */
export const ITEM_VERSION = 1

export function itemOf(key: Key, data: unknown, more: Readonly<RawItem> = {}): RawItem {
  return { ...key, v: ITEM_VERSION, ...more, data }
}

/** The attribute that makes an item go by itself at that time (in milliseconds; the store counts seconds). */
export function expiringAt(atMs: number): Readonly<RawItem> {
  return { [TTL_ATTRIBUTE]: Math.ceil(atMs / 1_000) }
}

/** What cannot be read is a fault of ours, so no value of it is shown. */
export function readItem<T>(
  schema: z.ZodType<T>,
  item: RawItem,
  version: number = ITEM_VERSION,
): T {
  const kind = String(item.pk).split('#', 1)[0]
  const parsed = z.object({ v: z.literal(version) }).safeParse(item)
  if (!parsed.success) {
    throw new ServiceError('internal', `A stored ${kind} is of a version that is not known here.`)
  }
  const data = schema.safeParse(item.data)
  if (data.success) return data.data
  throw new ServiceError('internal', `A stored ${kind} cannot be read.`, { cause: data.error })
}

/** False once its time is up, though the store may not have got round to taking it away. */
export function isLive(item: RawItem, nowMs: number): boolean {
  const expiresAt = item[TTL_ATTRIBUTE]
  return typeof expiresAt !== 'number' || expiresAt * 1_000 > nowMs
}

/** Always what was written last, never an older copy: decisions rest on it. */
export async function getItem(table: DynamoTable, key: Key): Promise<RawItem | undefined> {
  const read = new GetCommand({ TableName: table.name, Key: { ...key }, ConsistentRead: true })
  return (await guarded(table.documents.send(read))).Item
}

export async function putItem(
  table: DynamoTable,
  put: Omit<PutCommandInput, 'TableName'>,
): Promise<void> {
  await guarded(table.documents.send(new PutCommand({ TableName: table.name, ...put })))
}

/**
 * Takes it out and answers with what it was; of several at once, one gets it. The condition is there for the embedded
 * store, which otherwise hands the same item to several (in 129 of 150 tries with eight at once).
 */
export async function takeItem(table: DynamoTable, key: Key): Promise<RawItem | undefined> {
  const take = new DeleteCommand({
    TableName: table.name,
    Key: { ...key },
    ReturnValues: 'ALL_OLD',
    ConditionExpression: 'attribute_exists(pk)',
  })
  try {
    return (await table.documents.send(take)).Attributes
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return undefined
    throw toServiceError(error)
  }
}
