import { setTimeout as delay } from 'node:timers/promises'
import { type CancellationReason, TransactionCanceledException } from '@aws-sdk/client-dynamodb'
import {
  GetCommand,
  TransactWriteCommand,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb'
import type { ServiceError } from '../../core/kernel/service-error.ts'
import type { DynamoTable } from './dynamo-table.ts'
import type { Key } from './keys.ts'
import { changedMeanwhile, guarded, toServiceError, unavailable } from './store-errors.ts'

type Action = NonNullable<TransactWriteCommandInput['TransactItems']>[number]
type Without<Kind extends keyof Action> = Omit<NonNullable<Action[Kind]>, 'TableName'>

/** One write of a transaction, and what it means to the caller when its condition does not hold. */
export type TransactWrite = (
  | { readonly put: Without<'Put'> }
  | { readonly update: Without<'Update'> }
  | { readonly remove: Without<'Delete'> }
  | { readonly check: Without<'ConditionCheck'> }
) & { readonly refusal?: () => ServiceError }

/** Amazon DynamoDB's own limit. */
export const TRANSACTION_WRITES_MAX = 100

/** Several writers of one counter step on each other for milliseconds; eight tries outlast thirty of them. */
const ATTEMPTS_MAX = 8
const FIRST_PAUSE_MS = 10
const LONGEST_PAUSE_MS = 320

/** All of it or nothing. Of several conditions that do not hold, the one that stands first in the list is reported. */
async function transact(table: DynamoTable, writes: readonly TransactWrite[]): Promise<void> {
  const [first] = await tryTransact(table, writes)
  if (first === undefined) return
  throw writes[first]?.refusal?.() ?? changedMeanwhile()
}

/**
 * The same, and then makes sure that it outlives the store's process, for what a caller is about to be told.
 * See `barrierAfterTransactions`.
 */
export async function transactDurably(
  table: DynamoTable,
  writes: readonly TransactWrite[],
  written: Key,
): Promise<void> {
  await transact(table, writes)
  if (!table.barrierAfterTransactions) return
  const read = new GetCommand({ TableName: table.name, Key: { ...written }, ConsistentRead: true })
  await guarded(table.documents.send(read))
}

/** Answers with the places of the writes whose conditions did not hold; none means that all is written. */
export async function tryTransact(
  table: DynamoTable,
  writes: readonly TransactWrite[],
): Promise<readonly number[]> {
  const items = writes.map((write) => actionOf(table.name, write))
  for (let attempt = 1; ; attempt += 1) {
    const outcome = await sendOnce(table, items)
    if (outcome !== 'busy') return outcome
    if (attempt === ATTEMPTS_MAX) throw unavailable('The transaction met others on every try.')
    await delay(pauseMs(attempt))
  }
}

function actionOf(tableName: string, write: TransactWrite): Action {
  const TableName = tableName
  if ('put' in write) return { Put: { TableName, ...write.put } }
  if ('update' in write) return { Update: { TableName, ...write.update } }
  if ('remove' in write) return { Delete: { TableName, ...write.remove } }
  return { ConditionCheck: { TableName, ...write.check } }
}

/**
 * The SDK repeats a request whose answer was lost under the same client token, so a transaction that took effect is not
 * mistaken for one that was refused.
 */
async function sendOnce(table: DynamoTable, items: Action[]): Promise<readonly number[] | 'busy'> {
  try {
    await table.documents.send(new TransactWriteCommand({ TransactItems: items }))
    return []
  } catch (error) {
    if (!(error instanceof TransactionCanceledException)) throw toServiceError(error)
    const reasons = error.CancellationReasons ?? []
    const refused = placesOf(reasons, 'ConditionalCheckFailed')
    if (refused.length > 0) return refused
    if (placesOf(reasons, 'TransactionConflict').length > 0) return 'busy'
    throw otherwiseCancelled(error, reasons)
  }
}

function placesOf(reasons: readonly CancellationReason[], code: string): readonly number[] {
  return reasons.flatMap((reason, place) => (reason.Code === code ? [place] : []))
}

/** Throttling of one item may pass; an item that is too large or malformed will not. */
function otherwiseCancelled(error: Error, reasons: readonly CancellationReason[]): ServiceError {
  const wrong = reasons.find((reason) => reason.Code === 'ValidationError')
  if (wrong === undefined) return unavailable(error)
  const told = new Error(wrong.Message ?? 'A write of the transaction is not valid.', {
    cause: error,
  })
  told.name = 'ValidationException'
  return toServiceError(told)
}

/** Grows, and differs from writer to writer, so that they do not meet again. */
function pauseMs(attempt: number): number {
  const longest = Math.min(FIRST_PAUSE_MS * 2 ** (attempt - 1), LONGEST_PAUSE_MS)
  return longest * (0.5 + Math.random() / 2)
}
