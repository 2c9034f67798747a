import {
  AttributeType,
  ProjectionType,
  StreamViewType,
  TableEncryptionV2,
  TableV2,
} from 'aws-cdk-lib/aws-dynamodb'
import type { IKey } from 'aws-cdk-lib/aws-kms'
import type { Construct } from 'constructs'
import type { DeploymentSize } from '../config/deployment-sizes.ts'
import { removalOf } from './removal.ts'

interface ControlTableProps {
  readonly key: IKey
  readonly size: DeploymentSize
}

/** Everything the control plane knows. The longest that DynamoDB restores to a point in time is 35 days. */
export class ControlTable extends TableV2 {
  constructor(scope: Construct, id: string, { key, size }: ControlTableProps) {
    super(scope, id, {
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
      timeToLiveAttribute: 'expiresAt',
      globalSecondaryIndexes: [
        {
          // The unsettled tenants of each cell, by the time at which something is to be done for them.
          indexName: 'due',
          partitionKey: { name: 'cell', type: AttributeType.STRING },
          sortKey: { name: 'dueAt', type: AttributeType.NUMBER },
          projectionType: ProjectionType.KEYS_ONLY,
        },
      ],
      dynamoStream: StreamViewType.NEW_AND_OLD_IMAGES,
      encryption: TableEncryptionV2.customerManagedKey(key),
      pointInTimeRecoverySpecification: {
        pointInTimeRecoveryEnabled: true,
        recoveryPeriodInDays: 35,
      },
      deletionProtection: size.keepsData,
      removalPolicy: removalOf(size),
    })
  }
}
