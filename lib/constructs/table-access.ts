import type { Permission } from './function-role.ts'

/** A table under a customer's key, as a policy names it. */
export interface TableAccess {
  readonly tableArn: string
  readonly keyArn: string
  readonly region: string
}

type ItemAction =
  | 'BatchGetItem'
  | 'BatchWriteItem'
  | 'ConditionCheckItem'
  | 'DeleteItem'
  | 'GetItem'
  | 'PutItem'
  | 'Query'
  | 'UpdateItem'

/** Just these on the table's items; there is no way to scan it. */
export function useItems(
  table: TableAccess,
  actions: readonly ItemAction[],
): readonly Permission[] {
  return [
    { actions: actions.map((action) => `dynamodb:${action}`), resources: [table.tableArn] },
    throughDynamoDb(table),
  ]
}

/** What declaring and settling need: reads, transactions, and the index of the unsettled. */
export function readAndWrite(table: TableAccess): readonly Permission[] {
  return [
    ...useItems(table, [
      'BatchGetItem',
      'ConditionCheckItem',
      'DeleteItem',
      'GetItem',
      'PutItem',
      'Query',
      'UpdateItem',
    ]),
    { actions: ['dynamodb:Query'], resources: [`${table.tableArn}/index/due`] },
  ]
}

/**
 * DynamoDB opens a table's key on behalf of who asks:
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html
 */
export function throughDynamoDb({ keyArn, region }: TableAccess): Permission {
  return {
    actions: ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey'],
    resources: [keyArn],
    conditions: { StringEquals: { 'kms:ViaService': `dynamodb.${region}.amazonaws.com` } },
  }
}
