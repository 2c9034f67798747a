import { QueryCommand } from '@aws-sdk/lib-dynamodb'
import type { DynamoTable } from './dynamo-table.ts'
import type { RawItem } from './items.ts'
import { guarded, unavailable } from './store-errors.ts'

/** Items of one partition whose sort keys lie in [from, to), as text. */
export interface KeyRange {
  readonly partition: string
  readonly from: string
  readonly to: string
  /** All of them unless some are named; the store charges for whole items all the same. */
  readonly attributes?: readonly string[]
}

/** One answer holds 1 MB; more than this much is not a range that anybody should ask for at once. */
const ANSWERS_MAX = 200

/** All of them, by sort key, as they were written last. */
export async function queryRange(table: DynamoTable, range: KeyRange): Promise<readonly RawItem[]> {
  // DynamoDB refuses to look between two keys that are the wrong way round.
  if (range.from >= range.to) return []
  const items: RawItem[] = []
  let start: RawItem | undefined
  for (let answers = 0; answers < ANSWERS_MAX; answers += 1) {
    const found = await guarded(table.documents.send(queryOf(table, range, start)))
    for (const item of found.Items ?? []) if (String(item.sk) < range.to) items.push(item)
    start = found.LastEvaluatedKey
    if (start === undefined) return items
  }
  throw unavailable('The range is larger than what is read at once.')
}

function queryOf(table: DynamoTable, range: KeyRange, start?: RawItem) {
  const { partition, from, to, attributes } = range
  return new QueryCommand({
    TableName: table.name,
    KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
    ExpressionAttributeValues: { ':pk': partition, ':from': from, ':to': to },
    ConsistentRead: true,
    ...(attributes === undefined ? {} : { ProjectionExpression: attributes.join(', ') }),
    ...(start === undefined ? {} : { ExclusiveStartKey: start }),
  })
}
