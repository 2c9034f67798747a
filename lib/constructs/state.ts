import type { Stack } from 'aws-cdk-lib'
import type { Configuration } from '../config/configuration.ts'
import { published } from './parameters.ts'
import type { TableAccess } from './table-access.ts'

/** What the state stack holds, as another stack sees it. */
export interface State {
  readonly tableName: string
  readonly table: TableAccess
  readonly streamArn: string
  readonly userPoolId: string
  readonly userPoolArn: string
  readonly userPoolClientId: string
  readonly tokenPepperArn: string
  readonly operatorTokenArn: string
}

export function importState(stack: Stack, { name }: Configuration, dataKeyArn: string): State {
  const read = (key: string) => published(stack, { deployment: name, part: 'state' }, key)
  const tableName = read('table-name')
  const userPoolId = read('user-pool-id')
  return {
    tableName,
    table: {
      tableArn: stack.formatArn({
        service: 'dynamodb',
        resource: 'table',
        resourceName: tableName,
      }),
      keyArn: dataKeyArn,
      region: stack.region,
    },
    streamArn: read('table-stream-arn'),
    userPoolId,
    userPoolArn: stack.formatArn({
      service: 'cognito-idp',
      resource: 'userpool',
      resourceName: userPoolId,
    }),
    userPoolClientId: read('user-pool-client-id'),
    tokenPepperArn: read('token-pepper-arn'),
    operatorTokenArn: read('operator-token-arn'),
  }
}
