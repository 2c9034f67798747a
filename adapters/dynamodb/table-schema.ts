import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb'

/** Expired items go by themselves: epoch seconds. AWS may take days, so readers look at it too. */
export const TTL_ATTRIBUTE = 'expiresAt'

/**
 * The unsettled of a cell, most overdue first. Sparse: a tenant with nothing due has neither attribute and is not in it.
 * Keys alone are projected, as the table's own key names the tenant.
 */
export const DUE_INDEX = { name: 'due', partitionKey: 'cell', sortKey: 'dueAt' } as const

/** Where tenants that wait for a place stand in the index; no cluster has this id (`cl_…`). */
export const WAITING_CELL = 'waiting'

/** The one table, as the embedded store makes it. In AWS a stack makes the same; a test compares the two. */
export function createTableInput(tableName: string): CreateTableCommandInput {
  return {
    TableName: tableName,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [
      { AttributeName: 'pk', AttributeType: 'S' },
      { AttributeName: 'sk', AttributeType: 'S' },
      { AttributeName: DUE_INDEX.partitionKey, AttributeType: 'S' },
      { AttributeName: DUE_INDEX.sortKey, AttributeType: 'N' },
    ],
    KeySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ],
    GlobalSecondaryIndexes: [
      {
        IndexName: DUE_INDEX.name,
        KeySchema: [
          { AttributeName: DUE_INDEX.partitionKey, KeyType: 'HASH' },
          { AttributeName: DUE_INDEX.sortKey, KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'KEYS_ONLY' },
      },
    ],
  }
}
