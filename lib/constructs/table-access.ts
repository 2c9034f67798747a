import type { Permission } from './function-role.ts'

/** A table under a customer's key, as a policy names it. */
export interface TableAccess {
  readonly tableArn: string
  readonly keyArn: string
  readonly region: string
}

const READ = ['GetItem', 'BatchGetItem', 'Query'] as const
const WRITE = [
  'PutItem',
  'UpdateItem',
  'DeleteItem',
  'ConditionCheckItem',
  'BatchWriteItem',
] as const

/** Reads and transactions on the table and its one index; never a scan. */
export function readAndWrite(table: TableAccess): readonly Permission[] {
  return [
    { actions: actionsOf([...READ, ...WRITE]), resources: [table.tableArn] },
    { actions: actionsOf(['Query']), resources: [`${table.tableArn}/index/due`] },
    throughDynamoDb(table),
  ]
}

function actionsOf(names: readonly string[]): readonly string[] {
  return names.map((name) => `dynamodb:${name}`)
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
