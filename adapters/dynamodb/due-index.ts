import { QueryCommand, type QueryCommandInput } from '@aws-sdk/lib-dynamodb'
import type { DynamoTable } from './dynamo-table.ts'
import type { RawItem } from './items.ts'
import { type Key, tenantIdOf } from './keys.ts'
import { guarded } from './store-errors.ts'
import { DUE_INDEX } from './table-schema.ts'
import { cellOf } from './tenant-item.ts'

/** One answer of the index holds at least these many keys. */
const LIMIT_MAX = 1_000

export async function listDue(
  table: DynamoTable,
  clusterId: string | null,
  now: number,
  limit: number,
): Promise<readonly string[]> {
  const items = await queryIndex(table, {
    KeyConditionExpression: 'cell = :cell AND dueAt <= :now',
    ExpressionAttributeValues: { ':cell': cellOf(clusterId), ':now': now },
    Limit: Math.min(limit, LIMIT_MAX),
  })
  return items.map((item) => tenantIdOf(String(item.pk)))
}

/** The keys of anything else that waits in the index: its cell says what it is. */
export async function listKeysDue(
  table: DynamoTable,
  cell: string,
  now: number,
  limit: number,
): Promise<readonly (Key & { readonly dueAt: number })[]> {
  const items = await queryIndex(table, {
    KeyConditionExpression: 'cell = :cell AND dueAt <= :now',
    ExpressionAttributeValues: { ':cell': cell, ':now': now },
    Limit: Math.min(limit, LIMIT_MAX),
  })
  return items.map(({ pk, sk, dueAt }) => ({
    pk: String(pk),
    sk: String(sk),
    dueAt: Number(dueAt),
  }))
}

export async function nextDueAt(
  table: DynamoTable,
  clusterId: string | null,
): Promise<number | null> {
  const [first] = await queryIndex(table, {
    KeyConditionExpression: 'cell = :cell',
    ExpressionAttributeValues: { ':cell': cellOf(clusterId) },
    Limit: 1,
  })
  return first === undefined ? null : Number(first[DUE_INDEX.sortKey])
}

/** Most overdue first. The index follows the table by some milliseconds. */
async function queryIndex(
  table: DynamoTable,
  query: Omit<QueryCommandInput, 'TableName' | 'IndexName'>,
): Promise<readonly RawItem[]> {
  const command = new QueryCommand({ TableName: table.name, IndexName: DUE_INDEX.name, ...query })
  return (await guarded(table.documents.send(command))).Items ?? []
}
