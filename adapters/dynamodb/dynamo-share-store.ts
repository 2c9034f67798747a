import type { ShareStore } from '../../core/quota/quota-ports.ts'
import { versionBefore } from './conditions.ts'
import type { DynamoTable } from './dynamo-table.ts'
import { putItem } from './items.ts'
import { queryRange } from './query-range.ts'
import { shareChunkOf, shareItem, sharePartition } from './share-item.ts'

/** A few items a cell, apart from its tenants: shares change with every look, and no stream or index has to hear of it. */
export function dynamoShareStore(table: DynamoTable): ShareStore {
  return {
    async chunks(clusterId) {
      const range = { partition: sharePartition(clusterId), from: 'PART#', to: 'PART#~' }
      const items = await queryRange(table, range)
      return items.map((item) => shareChunkOf(clusterId, item))
    },

    put: (chunk) => putItem(table, { Item: shareItem(chunk), ...versionBefore(chunk.version) }),
  }
}
