import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib'
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { Key } from 'aws-cdk-lib/aws-kms'
import type { Construct } from 'constructs'

interface CustomerKeyProps {
  readonly description: string
  readonly keepsData: boolean
}

/** A key that we own: rotated every year, and kept as long as anything may be encrypted under it. */
export class CustomerKey extends Key {
  constructor(scope: Construct, id: string, { description, keepsData }: CustomerKeyProps) {
    super(scope, id, {
      description,
      enableKeyRotation: true,
      removalPolicy: keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
      ...(keepsData ? {} : { pendingWindow: Duration.days(7) }),
    })
  }

  /** Lets CloudWatch Logs use the key, for log groups of this account and region alone. */
  allowLogs(): void {
    const { account, region, partition } = Stack.of(this)
    this.addToResourcePolicy(
      new PolicyStatement({
        sid: 'LogGroupsOfThisAccount',
        principals: [new ServicePrincipal(`logs.${region}.amazonaws.com`)],
        actions: [
          'kms:Encrypt',
          'kms:Decrypt',
          'kms:ReEncrypt*',
          'kms:GenerateDataKey*',
          'kms:DescribeKey',
        ],
        // In a key's own policy `*` is that key.
        resources: ['*'],
        conditions: {
          ArnLike: {
            'kms:EncryptionContext:aws:logs:arn': `arn:${partition}:logs:${region}:${account}:log-group:*`,
          },
        },
      }),
    )
  }

  /** Lets alarms of this account ring by way of a topic that is encrypted under the key. */
  allowAlarms(): void {
    this.addToResourcePolicy(
      new PolicyStatement({
        sid: 'AlarmsOfThisAccount',
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
        // In a key's own policy `*` is that key.
        resources: ['*'],
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    )
  }
}
