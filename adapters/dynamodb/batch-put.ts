import { setTimeout as delay } from 'node:timers/promises'
import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb'
import type { DynamoTable } from './dynamo-table.ts'
import type { RawItem } from './items.ts'
import { guarded, unavailable } from './store-errors.ts'

/** Amazon DynamoDB's limit of one request. */
const ITEMS_A_REQUEST = 25
/** The table may take a part and leave the rest for later. */
const ROUNDS_MAX = 12
const PAUSE_MS = 20

/** Each replaces what lies at its key, with no condition; of a batch that fails half-way the first part is written. */
export async function batchPut(table: DynamoTable, items: readonly RawItem[]): Promise<void> {
  for (let from = 0; from < items.length; from += ITEMS_A_REQUEST)
    await putChunk(table, items.slice(from, from + ITEMS_A_REQUEST))
}

async function putChunk(table: DynamoTable, items: readonly RawItem[]): Promise<void> {
  let left: RawItem[] = [...items]
  for (let round = 1; left.length > 0; round += 1) {
    if (round > ROUNDS_MAX) throw unavailable('The batch was cut short on every try.')
    if (round > 1) await delay(PAUSE_MS * round)
    left = await putOnce(table, left)
  }
}

/** Answers with those that were not written. */
async function putOnce(table: DynamoTable, items: readonly RawItem[]): Promise<RawItem[]> {
  const requests = items.map((Item) => ({ PutRequest: { Item } }))
  const write = new BatchWriteCommand({ RequestItems: { [table.name]: requests } })
  const { UnprocessedItems } = await guarded(table.documents.send(write))
  return (UnprocessedItems?.[table.name] ?? []).flatMap(({ PutRequest }) => PutRequest?.Item ?? [])
}
