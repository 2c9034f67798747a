import { CfnClusterPolicy } from 'aws-cdk-lib/aws-msk'
import type { Construct } from 'constructs'
import {
  type CellConfiguration,
  type CreatedCell,
  isExisting,
  sizeOf,
} from '../config/cell-configuration.ts'
import type { Configuration } from '../config/configuration.ts'
import { importFunctionsGroup, importKey, importVpc, subnetIds } from '../constructs/foundation.ts'
import { KafkaCluster } from '../constructs/kafka-cluster.ts'
import { publish } from '../constructs/parameters.ts'
import { DeploymentStack } from './deployment-stack.ts'

/** One Kafka cluster: made here, or brought along. Settling makes it ready for tenants, not this template. */
export class CellStack extends DeploymentStack {
  constructor(scope: Construct, cell: CellConfiguration, configuration: Configuration) {
    super(scope, `cell-${cell.name}`, `the Kafka cluster ${cell.name}`, configuration)
    const clusterArn = isExisting(cell) ? cell.existing.clusterArn : this.makeCluster(cell)
    publish(
      this,
      { deployment: configuration.name, part: `cells/${cell.name}` },
      {
        'cluster-arn': clusterArn,
      },
    )
  }

  private makeCluster(cell: CreatedCell): string {
    const { name, network } = this.configuration
    const size = sizeOf(cell)
    const { clusterArn } = new KafkaCluster(this, 'Kafka', {
      clusterName: `${name}-${cell.name}`,
      kafkaVersion: cell.kafkaVersion,
      cell: size,
      privateLink: cell.access === 'privatelink',
      size: this.size,
      vpc: importVpc(this, this.configuration),
      subnetIds: subnetIds(this, this.configuration, size.zones),
      functionsGroup: importFunctionsGroup(this, this.configuration),
      clientCidrs: [network.cidr, ...network.clientCidrs],
      key: importKey(this, this.configuration, 'data-key-arn'),
    })
    if (cell.clientAccounts.length > 0) this.letConnect(cell.clientAccounts, clusterArn)
    return clusterArn
  }

  /** What other accounts need to make a connection of their own; logging in still takes a tenant's credential. */
  private letConnect(accounts: readonly string[], clusterArn: string): void {
    const actions = [
      'CreateVpcConnection',
      'GetBootstrapBrokers',
      'DescribeCluster',
      'DescribeClusterV2',
    ]
    new CfnClusterPolicy(this, 'ClientAccounts', {
      clusterArn,
      policy: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { AWS: accounts.map((id) => `arn:${this.partition}:iam::${id}:root`) },
            Action: actions.map((action) => `kafka:${action}`),
            Resource: clusterArn,
          },
        ],
      },
    })
  }
}
