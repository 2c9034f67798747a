import type { ObservationStore } from '../../core/usage/observation-ports.ts'
import { batchGet } from './batch-get.ts'
import { batchPut } from './batch-put.ts'
import type { DynamoTable } from './dynamo-table.ts'
import { getItem } from './items.ts'
import { observationKey } from './keys.ts'
import { observationItem, observationOf } from './observation-item.ts'

/** An item of its own beside the tenant's, so that what is only seen never stands in the way of what is declared. */
export function dynamoObservationStore(table: DynamoTable): ObservationStore {
  return {
    async get(tenantId) {
      const item = await getItem(table, observationKey(tenantId))
      return item === undefined ? undefined : observationOf(item)
    },

    async getMany(tenantIds) {
      const items = await batchGet(table, [...new Set(tenantIds)].map(observationKey))
      return items.map(observationOf)
    },

    put: (observations) => batchPut(table, observations.map(observationItem)),
  }
}
