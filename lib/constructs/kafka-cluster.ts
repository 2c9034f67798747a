import type { ISecurityGroup, IVpc } from 'aws-cdk-lib/aws-ec2'
import type { IKey } from 'aws-cdk-lib/aws-kms'
import { CfnCluster, CfnConfiguration } from 'aws-cdk-lib/aws-msk'
import { Construct } from 'constructs'
import type { CellSize } from '../config/cell-sizes.ts'
import type { DeploymentSize } from '../config/deployment-sizes.ts'
import { brokersGroup } from './brokers-group.ts'
import { EncryptedLogGroup } from './encrypted-log-group.ts'
import { removalOf } from './removal.ts'

interface KafkaClusterProps {
  /** Unique in the account and region; brokers' host names carry it. */
  readonly clusterName: string
  readonly kafkaVersion: string
  readonly cell: CellSize
  readonly privateLink: boolean
  readonly size: DeploymentSize
  readonly vpc: IVpc
  /** One a zone of the cell's size. */
  readonly subnetIds: readonly string[]
  readonly functionsGroup: ISecurityGroup
  readonly clientCidrs: readonly string[]
  readonly key: IKey
}

/**
 * What every broker of ours is told from the beginning. `allow.everyone.if.no.acl.found` is not here: it may become
 * false only after the brokers' own ACLs exist, and settling sees to both
 * (https://docs.aws.amazon.com/msk/latest/developerguide/msk-configuration-properties.html).
 */
const SERVER_PROPERTIES = [
  // Topics are made by the control plane, within a plan's limits.
  'auto.create.topics.enable=false',
  'delete.topic.enable=true',
  // A fetch parked by a client that was cut off ends by then.
  'connections.max.idle.ms=10000',
  // Clients could otherwise write records of 1970, which end at once, or of 2100, which never do.
  'log.message.timestamp.type=LogAppendTime',
  // A connection reserves what its request announces: a few large announcements would lock neighbours out.
  'socket.request.max.bytes=4194304',
  // A batch may unpack to 32,000 times its size, which a broker reads through: of eight handlers ten such batches take all.
  'num.io.threads=16',
  // Whoever replicates its partition waits meanwhile, and with it all that the same thread replicates.
  'num.replica.fetchers=8',
  // What every plan shows as its largest batch.
  'message.max.bytes=1048588',
  'unclean.leader.election.enable=false',
].join('\n')

/** Amazon MSK as a cell needs it: passwords for tenants, IAM for us, TLS alone, our key, metrics and logs. */
export class KafkaCluster extends Construct {
  readonly clusterArn: string

  constructor(scope: Construct, id: string, props: KafkaClusterProps) {
    super(scope, id)
    const cluster = new CfnCluster(this, 'Cluster', {
      clusterName: props.clusterName,
      kafkaVersion: props.kafkaVersion,
      numberOfBrokerNodes: props.cell.brokers,
      brokerNodeGroupInfo: this.brokerNodes(props),
      clientAuthentication: {
        sasl: { scram: { enabled: true }, iam: { enabled: true } },
        tls: { enabled: false },
        unauthenticated: { enabled: false },
      },
      encryptionInfo: {
        encryptionAtRest: { dataVolumeKmsKeyId: props.key.keyArn },
        encryptionInTransit: { clientBroker: 'TLS', inCluster: true },
      },
      configurationInfo: { arn: this.firstConfiguration(props).attrArn, revision: 1 },
      openMonitoring: { prometheus: { jmxExporter: { enabledInBroker: true } } },
      loggingInfo: { brokerLogs: { cloudWatchLogs: this.brokerLogs(props) } },
    })
    cluster.applyRemovalPolicy(removalOf(props.size))
    this.clusterArn = cluster.attrArn
  }

  private brokerNodes(props: KafkaClusterProps): CfnCluster.BrokerNodeGroupInfoProperty {
    const group = brokersGroup(this, props)
    return {
      instanceType: props.cell.instanceType,
      clientSubnets: [...props.subnetIds],
      securityGroups: [group.securityGroupId],
      storageInfo: { ebsStorageInfo: { volumeSize: props.cell.volumeGib } },
      connectivityInfo: {
        publicAccess: { type: 'DISABLED' },
        ...(props.privateLink
          ? { vpcConnectivity: { clientAuthentication: { sasl: { scram: { enabled: true } } } } }
          : {}),
      },
    }
  }

  /**
   * The cluster stays on revision 1 as far as this template is concerned. Later revisions are settling's: were the
   * template to follow the latest, a change of it would undo "deny by default".
   */
  private firstConfiguration({ clusterName, size }: KafkaClusterProps): CfnConfiguration {
    const configuration = new CfnConfiguration(this, 'Configuration', {
      name: clusterName,
      serverProperties: SERVER_PROPERTIES,
    })
    configuration.applyRemovalPolicy(removalOf(size))
    return configuration
  }

  private brokerLogs({
    clusterName,
    key,
    size,
  }: KafkaClusterProps): CfnCluster.CloudWatchLogsProperty {
    const { logGroupName } = new EncryptedLogGroup(this, 'BrokerLogs', {
      logGroupName: `/headgate/brokers/${clusterName}`,
      encryptionKey: key,
      size,
    })
    return { enabled: true, logGroup: logGroupName }
  }
}
