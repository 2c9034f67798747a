import {
  FlowLogDestination,
  GatewayVpcEndpointAwsService,
  type InterfaceVpcEndpointAwsService,
  InterfaceVpcEndpointAwsService as Service,
  IpAddresses,
  type ISubnet,
  type IVpc,
  Peer,
  Port,
  SecurityGroup,
  SubnetType,
  Vpc,
} from 'aws-cdk-lib/aws-ec2'
import type { IKey } from 'aws-cdk-lib/aws-kms'
import { Construct } from 'constructs'
import { parseCidr } from '../config/cidr.ts'
import type { Configuration } from '../config/configuration.ts'
import type { DeploymentSize } from '../config/deployment-sizes.ts'
import { acceptFindings } from './accept-findings.ts'
import { EncryptedLogGroup } from './encrypted-log-group.ts'

interface PrivateNetworkProps {
  readonly network: Configuration['network']
  readonly size: DeploymentSize
  readonly logKey: IKey
}

/** What functions in the VPC call: secrets of Kafka users, and Amazon MSK itself. Their logs need no endpoint. */
const INTERFACE_ENDPOINTS = {
  SecretsManager: Service.SECRETS_MANAGER,
  Kafka: new Service('kafka'),
} satisfies Record<string, InterfaceVpcEndpointAwsService>

/**
 * Subnets without a way out, one a zone, where brokers and the functions that speak Kafka live; AWS is reached by
 * endpoints. With `natGateways` there are public subnets beside them and a way out, for nothing but transforms.
 */
export class PrivateNetwork extends Construct {
  readonly vpc: Vpc
  /** One a zone, in the order of zones. */
  readonly subnets: readonly ISubnet[]
  /** Of every function that speaks Kafka: brokers let this group reach their admin and metrics ports. */
  readonly functionsGroup: SecurityGroup

  constructor(scope: Construct, id: string, props: PrivateNetworkProps) {
    super(scope, id)
    this.vpc = this.makeVpc(props.network)
    this.subnets =
      props.network.natGateways > 0 ? this.vpc.privateSubnets : this.vpc.isolatedSubnets
    this.functionsGroup = new SecurityGroup(this, 'FunctionsGroup', {
      vpc: this.anyVpc,
      description: 'Functions that speak Kafka or read its metrics',
    })
    this.addEndpoints(props)
    if (props.size.flowLogs) this.addFlowLogs(props)
    else
      acceptFindings(this.vpc, {
        'AwsSolutions-VPC7': 'Flow logs cost more than a dev deployment is worth.',
      })
  }

  /** The CDK's own class does not fit its interface under exactOptionalPropertyTypes. */
  private get anyVpc(): IVpc {
    return this.vpc as IVpc
  }

  /**
   * The brokers' subnets are as large, and lie where they lie, whatever else is asked for: a NAT gateway or a third zone
   * that came later must not move them, for a broker cannot move with them.
   */
  private makeVpc({ cidr, natGateways, availabilityZones }: Configuration['network']): Vpc {
    const outbound = natGateways > 0
    const prefixLength = parseCidr(cidr)?.prefixLength ?? 16
    return new Vpc(this, 'Vpc', {
      ipAddresses: IpAddresses.cidr(cidr),
      maxAzs: availabilityZones,
      reservedAzs: 3 - availabilityZones,
      natGateways,
      // Doing it would take a function with rights over groups; nothing is ever put into the default group.
      restrictDefaultSecurityGroup: false,
      subnetConfiguration: [
        {
          name: 'Brokers',
          subnetType: outbound ? SubnetType.PRIVATE_WITH_EGRESS : SubnetType.PRIVATE_ISOLATED,
          cidrMask: prefixLength + 3,
        },
        ...(outbound ? [{ name: 'Outbound', subnetType: SubnetType.PUBLIC, cidrMask: 28 }] : []),
      ],
    })
  }

  private addEndpoints({ size }: PrivateNetworkProps): void {
    const group = new SecurityGroup(this, 'EndpointsGroup', {
      vpc: this.anyVpc,
      description: 'AWS services inside the network',
      allowAllOutbound: false,
    })
    group.addIngressRule(Peer.securityGroupId(this.functionsGroup.securityGroupId), Port.HTTPS)
    const subnets = size.endpointZones === 'one' ? this.subnets.slice(0, 1) : [...this.subnets]
    for (const [name, service] of Object.entries(INTERFACE_ENDPOINTS)) {
      this.vpc.addInterfaceEndpoint(name, {
        service,
        subnets: { subnets },
        securityGroups: [group],
        open: false,
      })
    }
    this.vpc.addGatewayEndpoint('DynamoDb', { service: GatewayVpcEndpointAwsService.DYNAMODB })
    this.vpc.addGatewayEndpoint('S3', { service: GatewayVpcEndpointAwsService.S3 })
  }

  private addFlowLogs({ size, logKey }: PrivateNetworkProps): void {
    const logs = new EncryptedLogGroup(this, 'FlowLogs', { size, encryptionKey: logKey })
    this.vpc.addFlowLog('FlowLog', { destination: FlowLogDestination.toCloudWatchLogs(logs) })
  }
}
