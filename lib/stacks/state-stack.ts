import type { Construct } from 'constructs'
import type { Configuration } from '../config/configuration.ts'
import { AuditBucket } from '../constructs/audit-bucket.ts'
import { ControlTable } from '../constructs/control-table.ts'
import { importKey } from '../constructs/foundation.ts'
import { InstallationSecrets } from '../constructs/installation-secrets.ts'
import { publish } from '../constructs/parameters.ts'
import { SignInPool } from '../constructs/sign-in-pool.ts'
import { DeploymentStack } from './deployment-stack.ts'

/** What must never be lost: the table, who people are, and the audit trail. */
export class StateStack extends DeploymentStack {
  constructor(scope: Construct, configuration: Configuration) {
    super(scope, 'state', 'the table, the sign-in pool and the audit trail', configuration)
    const { size } = this
    const key = importKey(this, configuration, 'data-key-arn')
    const table = new ControlTable(this, 'Table', { key, size })
    const { pool, client } = new SignInPool(this, 'SignIn', {
      size,
      ...(configuration.mail === undefined ? {} : { mailFrom: configuration.mail.from }),
    })
    const audit = new AuditBucket(this, 'Audit', { key, size })
    const { tokenPepper, operatorToken } = new InstallationSecrets(this, 'Keys', { key, size })
    publish(
      this,
      { deployment: configuration.name, part: 'state' },
      {
        'table-name': table.tableName,
        'table-stream-arn': table.tableStreamArn ?? '',
        'user-pool-id': pool.userPoolId,
        'user-pool-client-id': client.userPoolClientId,
        'audit-bucket-name': audit.bucketName,
        'token-pepper-arn': tokenPepper.secretArn,
        'operator-token-arn': operatorToken.secretArn,
      },
    )
  }
}
