import { RemovalPolicy } from 'aws-cdk-lib'
import type { IKey } from 'aws-cdk-lib/aws-kms'
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs'
import type { Construct } from 'constructs'
import type { DeploymentSize } from '../config/deployment-sizes.ts'

interface EncryptedLogGroupProps {
  readonly logGroupName?: string
  readonly encryptionKey: IKey
  readonly size: DeploymentSize
}

const RETENTION = { 7: RetentionDays.ONE_WEEK, 90: RetentionDays.THREE_MONTHS } as const

/** Logs under our own key that end after the time which the deployment's size says: no log group grows for ever. */
export class EncryptedLogGroup extends LogGroup {
  constructor(scope: Construct, id: string, { size, ...props }: EncryptedLogGroupProps) {
    super(scope, id, {
      ...props,
      retention: RETENTION[size.logRetentionDays],
      removalPolicy: RemovalPolicy.DESTROY,
    })
  }
}
