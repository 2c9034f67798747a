import type { Construct } from 'constructs'
import type { Configuration } from '../config/configuration.ts'
import { CustomerKey } from '../constructs/customer-key.ts'
import { publish } from '../constructs/parameters.ts'
import { PrivateNetwork } from '../constructs/private-network.ts'
import { DeploymentStack } from './deployment-stack.ts'

/** What everything else stands on: the network and the keys. */
export class FoundationStack extends DeploymentStack {
  constructor(scope: Construct, configuration: Configuration) {
    super(scope, 'foundation', 'the network and the keys', configuration)
    const { keepsData } = this.size
    const dataKey = new CustomerKey(this, 'DataKey', {
      description: 'Headgate: the table, the audit bucket, broker volumes and logs',
      keepsData,
    })
    dataKey.allowLogs()
    dataKey.allowAlarms()
    // A key of its own: who may read a table must not thereby read passwords.
    const secretsKey = new CustomerKey(this, 'SecretsKey', {
      description: 'Headgate: passwords of Kafka users',
      keepsData,
    })
    const { vpc, subnets, functionsGroup } = new PrivateNetwork(this, 'Network', {
      network: configuration.network,
      size: this.size,
      logKey: dataKey,
    })
    publish(
      this,
      { deployment: configuration.name, part: 'foundation' },
      {
        'data-key-arn': dataKey.keyArn,
        'secrets-key-arn': secretsKey.keyArn,
        'vpc-id': vpc.vpcId,
        'functions-group-id': functionsGroup.securityGroupId,
        ...Object.fromEntries(subnets.map(({ subnetId }, zone) => [`subnet-id-${zone}`, subnetId])),
      },
    )
  }
}
