import {
  CreateTableCommand,
  DescribeTimeToLiveCommand,
  ResourceInUseException,
  UpdateTimeToLiveCommand,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb'
import type { DynamoTable } from './dynamo-table.ts'
import { guarded } from './store-errors.ts'
import { createTableInput, TTL_ATTRIBUTE } from './table-schema.ts'

const TABLE_READY_MAX_SECONDS = 20

/**
 * Makes the table where there is none, for the embedded store; in AWS a stack does. May be repeated, and finishes what a
 * killed start left half done.
 */
export async function ensureTable(table: DynamoTable): Promise<void> {
  await guarded(create(table))
  await guarded(
    waitUntilTableExists(
      { client: table.documents, maxWaitTime: TABLE_READY_MAX_SECONDS, minDelay: 1 },
      { TableName: table.name },
    ),
  )
  await guarded(letItemsExpire(table))
}

async function create(table: DynamoTable): Promise<void> {
  try {
    await table.documents.send(new CreateTableCommand(createTableInput(table.name)))
  } catch (error) {
    if (!(error instanceof ResourceInUseException)) throw error
  }
}

/** Asking for what is set already is refused by DynamoDB, so it is looked up first. */
async function letItemsExpire(table: DynamoTable): Promise<void> {
  const found = await table.documents.send(new DescribeTimeToLiveCommand({ TableName: table.name }))
  const status = found.TimeToLiveDescription?.TimeToLiveStatus
  if (status === 'ENABLED' || status === 'ENABLING') return
  await table.documents.send(
    new UpdateTimeToLiveCommand({
      TableName: table.name,
      TimeToLiveSpecification: { AttributeName: TTL_ATTRIBUTE, Enabled: true },
    }),
  )
}
