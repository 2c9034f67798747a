import { QueryCommand } from '@aws-sdk/lib-dynamodb'
import type { Page, PageRequest } from '../../core/kernel/page.ts'
import { invalid } from '../../core/kernel/service-error.ts'
import type { DynamoTable } from './dynamo-table.ts'
import type { RawItem } from './items.ts'
import { guarded } from './store-errors.ts'

/** Part of a partition: the items whose sort key begins with `prefix`, by that key. */
export interface Listing {
  readonly partition: string
  readonly prefix: string
  readonly order: 'ascending' | 'descending'
}

/** No list hands out more at once, whatever it is asked for; a batch of reads takes as many. */
const PAGE_MAX = 100

/** Amazon DynamoDB's limit of a sort key. */
const SORT_KEY_MAX_BYTES = 1_024

/**
 * One more than asked for is read, to know whether anything follows. `next` is the last item's sort key without the
 * prefix, so it tells a caller nothing about the table.
 */
export async function queryPage(
  table: DynamoTable,
  listing: Listing,
  request: PageRequest,
): Promise<Page<RawItem>> {
  const limit = Math.min(request.limit, PAGE_MAX)
  const found = await guarded(
    table.documents.send(queryOf(table, listing, limit + 1, request.after)),
  )
  const all = found.Items ?? []
  const items = all.slice(0, limit)
  const last = items.at(-1)
  const more = all.length > limit || found.LastEvaluatedKey !== undefined
  if (last === undefined || !more) return { items }
  return { items, next: String(last.sk).slice(listing.prefix.length) }
}

function queryOf(table: DynamoTable, listing: Listing, limit: number, after: string | undefined) {
  return new QueryCommand({
    TableName: table.name,
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
    ExpressionAttributeValues: { ':pk': listing.partition, ':prefix': listing.prefix },
    ConsistentRead: true,
    ScanIndexForward: listing.order === 'ascending',
    Limit: limit,
    ...(after === undefined ? {} : { ExclusiveStartKey: startAfter(listing, after) }),
  })
}

function startAfter(listing: Listing, after: string): RawItem {
  const sk = listing.prefix + after
  if (Buffer.byteLength(sk) > SORT_KEY_MAX_BYTES)
    throw invalid('/cursor', 'The cursor is not one of ours.')
  return { pk: listing.partition, sk }
}
