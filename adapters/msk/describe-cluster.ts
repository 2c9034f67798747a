import { DescribeClusterV2Command, type KafkaClient, type Provisioned } from '@aws-sdk/client-kafka'
import { ServiceError } from '../../core/kernel/service-error.ts'
import { guarded } from './msk-errors.ts'

/** A cluster of Amazon MSK, and who speaks to its service. */
export interface MskCluster {
  readonly client: KafkaClient
  readonly clusterArn: string
}

export interface ClusterFacts {
  /** `ACTIVE` is the only state in which Amazon MSK takes changes. */
  readonly active: boolean
  /** Guards changes: another one in between makes it refuse. */
  readonly version: string
  readonly brokers: number
  /** Null for a cluster on Amazon MSK's own default configuration. */
  readonly configuration: { readonly arn: string; readonly revision: number } | null
  readonly provisioned: Provisioned
}

export async function describeMskCluster({
  client,
  clusterArn,
}: MskCluster): Promise<ClusterFacts> {
  const command = new DescribeClusterV2Command({ ClusterArn: clusterArn })
  const info = (await guarded(client.send(command))).ClusterInfo
  const provisioned = info?.Provisioned
  if (info === undefined || provisioned === undefined)
    throw new ServiceError('internal', 'The cluster is serverless: such a one holds no tenants.')
  const software = provisioned.CurrentBrokerSoftwareInfo
  const { ConfigurationArn: arn, ConfigurationRevision: revision } = software ?? {}
  return {
    active: info.State === 'ACTIVE',
    version: info.CurrentVersion ?? '',
    brokers: provisioned.NumberOfBrokerNodes ?? 0,
    configuration: arn === undefined || revision === undefined ? null : { arn, revision },
    provisioned,
  }
}
