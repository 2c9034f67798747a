import { dynamoShareStore } from '../adapters/dynamodb/dynamo-share-store.ts'
import type { DynamoTable } from '../adapters/dynamodb/dynamo-table.ts'
import type { LoadSources } from '../core/quota/quota-ports.ts'
import type { OpenCells } from './open-cells.ts'

/** Amazon MSK wants a minute between looks at its metrics; on this machine a busy credential gets its share sooner. */
const EVERY_MS = 15_000

/** How rates are shared out on the clusters of this machine. */
export function embeddedSharing(cells: OpenCells, table: DynamoTable) {
  const loads: LoadSources = { of: async (id) => (await cells.of(id)).load }
  return { loads, shares: dynamoShareStore(table), everyMs: EVERY_MS }
}
