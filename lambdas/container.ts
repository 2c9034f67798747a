import { randomBytes } from 'node:crypto'
import { type DynamoTable, openTable } from '../adapters/dynamodb/dynamo-table.ts'
import type { Clock } from '../core/kernel/clock.ts'
import type { Randomness } from '../core/kernel/ids.ts'

// What the containers of single functions have in common.

export const clock: Clock = { now: () => Date.now() }
export const randomness: Randomness = { bytes: (count) => randomBytes(count) }

export function tableOf(environment: {
  readonly AWS_REGION: string
  readonly TABLE_NAME: string
}): DynamoTable {
  return openTable({
    tableName: environment.TABLE_NAME,
    region: environment.AWS_REGION,
    barrierAfterTransactions: false,
  })
}
