import type { Clock } from '../../core/kernel/clock.ts'
import type { OperationStore } from '../../core/operation/operation-ports.ts'
import type { DynamoTable } from './dynamo-table.ts'
import { getItem, isLive, readItem } from './items.ts'
import { operationKey } from './keys.ts'
import { operationSchema } from './records.ts'

export function dynamoOperationStore(table: DynamoTable, clock: Clock): OperationStore {
  return {
    async get(id) {
      const item = await getItem(table, operationKey(id))
      if (item === undefined || !isLive(item, clock.now())) return undefined
      return readItem(operationSchema, item)
    },
  }
}
