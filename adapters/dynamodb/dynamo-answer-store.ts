import type { Clock } from '../../core/kernel/clock.ts'
import { isServiceError } from '../../core/kernel/service-error.ts'
import { AnsweredMeanwhile, type AnswerStore, type RepeatRecord } from '../../core/repeat/repeat.ts'
import type { DynamoTable } from './dynamo-table.ts'
import { expiringAt, getItem, isLive, itemOf, putItem, readItem } from './items.ts'
import { answerKey } from './keys.ts'
import { answerSchema } from './records.ts'
import type { TransactWrite } from './transact.ts'

export function dynamoAnswerStore(table: DynamoTable, clock: Clock): AnswerStore {
  return {
    async find(accountId, key) {
      const item = await getItem(table, answerKey(accountId, key))
      return item !== undefined && isLive(item, clock.now())
        ? readItem(answerSchema, item)
        : undefined
    },

    async keep(record) {
      try {
        await putItem(table, putOf(record, clock.now()))
      } catch (error) {
        throw isServiceError(error, 'conflict') ? new AnsweredMeanwhile() : error
      }
    },
  }
}

/** The mark of a request that may be repeated, as part of what it does. */
export function repeatWrites(
  record: RepeatRecord | undefined,
  nowMs: number,
): readonly TransactWrite[] {
  if (record === undefined) return []
  return [{ put: putOf(record, nowMs), refusal: () => new AnsweredMeanwhile() }]
}

/** One whose time is up may still lie there. */
function putOf(record: RepeatRecord, nowMs: number) {
  const { answer, ...rest } = record
  const data = answer === undefined ? rest : { ...rest, answer: JSON.stringify(answer) }
  const key = answerKey(record.accountId, record.key)
  return {
    Item: itemOf(key, data, expiringAt(record.expiresAt)),
    ConditionExpression:
      'attribute_not_exists(pk) OR expiresAt <= :now OR #data.attemptId = :attempt',
    ExpressionAttributeNames: { '#data': 'data' },
    ExpressionAttributeValues: {
      ':now': Math.floor(nowMs / 1_000),
      ':attempt': record.attemptId ?? '',
    },
  }
}
