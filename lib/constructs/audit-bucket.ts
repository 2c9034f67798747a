import { Duration } from 'aws-cdk-lib'
import type { IKey } from 'aws-cdk-lib/aws-kms'
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  ObjectLockRetention,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3'
import type { Construct } from 'constructs'
import type { DeploymentSize } from '../config/deployment-sizes.ts'
import { acceptFindings } from './accept-findings.ts'
import { removalOf } from './removal.ts'

interface AuditBucketProps {
  readonly key: IKey
  readonly size: DeploymentSize
}

/**
 * Copies of audit events and invoices that nobody can change: for a year not even an administrator without a
 * permission made for that. A dev bucket is merely versioned, so that it can be emptied and destroyed.
 */
export class AuditBucket extends Bucket {
  constructor(scope: Construct, id: string, { key, size }: AuditBucketProps) {
    super(scope, id, {
      encryption: BucketEncryption.KMS,
      encryptionKey: key,
      bucketKeyEnabled: true,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      versioned: true,
      lifecycleRules: [{ abortIncompleteMultipartUploadAfter: Duration.days(7) }],
      removalPolicy: removalOf(size),
      ...(size.keepsData
        ? { objectLockDefaultRetention: ObjectLockRetention.governance(Duration.days(365)) }
        : {}),
    })
    acceptFindings(this, {
      'AwsSolutions-S1':
        'Reads are recorded by CloudTrail where wanted; a log of the log ends nowhere.',
      CKV_AWS_18: 'Reads are recorded by CloudTrail where wanted; a log of the log ends nowhere.',
    })
  }
}
