import { setTimeout as delay } from 'node:timers/promises'
import { BatchGetCommand } from '@aws-sdk/lib-dynamodb'
import type { DynamoTable } from './dynamo-table.ts'
import type { RawItem } from './items.ts'
import type { Key } from './keys.ts'
import { guarded, unavailable } from './store-errors.ts'

/** Answers are cut at 16 MB: a hundred of the largest tenants take three rounds; the rest is for throttling. */
const ROUNDS_MAX = 12
const PAUSE_MS = 20
const KEYS_A_BATCH_MAX = 100

/** The same for any number of keys, one batch after the other. */
export async function batchGetAll(
  table: DynamoTable,
  keys: readonly Key[],
): Promise<readonly RawItem[]> {
  const items: RawItem[] = []
  for (let from = 0; from < keys.length; from += KEYS_A_BATCH_MAX)
    items.push(...(await batchGet(table, keys.slice(from, from + KEYS_A_BATCH_MAX))))
  return items
}

/** Those that exist, in no order. At most 100 different keys. */
export async function batchGet(
  table: DynamoTable,
  keys: readonly Key[],
): Promise<readonly RawItem[]> {
  const items: RawItem[] = []
  let missing: RawItem[] = keys.map((key) => ({ ...key }))
  for (let round = 1; missing.length > 0; round += 1) {
    if (round > ROUNDS_MAX) throw unavailable('The batch was cut short on every try.')
    if (round > 1) await delay(PAUSE_MS * round)
    const answer = await readOnce(table, missing)
    items.push(...answer.found)
    missing = answer.missing
  }
  return items
}

async function readOnce(table: DynamoTable, keys: RawItem[]) {
  const read = new BatchGetCommand({
    RequestItems: { [table.name]: { Keys: keys, ConsistentRead: true } },
  })
  const { Responses, UnprocessedKeys } = await guarded(table.documents.send(read))
  return {
    found: Responses?.[table.name] ?? [],
    missing: UnprocessedKeys?.[table.name]?.Keys ?? [],
  }
}
