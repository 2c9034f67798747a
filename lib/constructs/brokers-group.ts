import { type ISecurityGroup, type IVpc, Peer, Port, SecurityGroup } from 'aws-cdk-lib/aws-ec2'
import type { Construct } from 'constructs'

interface BrokersGroupProps {
  readonly vpc: IVpc
  readonly functionsGroup: ISecurityGroup
  /** The networks that tenants connect from, the VPC's own among them. */
  readonly clientCidrs: readonly string[]
}

/**
 * Amazon MSK's ports: https://docs.aws.amazon.com/msk/latest/developerguide/port-info.html. Private connectivity gives
 * each broker a port from 14001 on.
 */
const SCRAM = Port.tcp(9096)
const IAM = Port.tcp(9098)
const JMX_EXPORTER = Port.tcp(11001)

/** Tenants reach the SCRAM port alone; administration and metrics are for our functions. */
export function brokersGroup(scope: Construct, props: BrokersGroupProps): SecurityGroup {
  const group = new SecurityGroup(scope, 'BrokersGroup', {
    vpc: props.vpc,
    description: 'Kafka brokers',
    allowAllOutbound: false,
  })
  for (const cidr of props.clientCidrs) group.addIngressRule(Peer.ipv4(cidr), SCRAM, 'Tenants')
  // By id, so that the rules stay in this template and the group of the functions knows nothing of clusters.
  const functions = Peer.securityGroupId(props.functionsGroup.securityGroupId)
  for (const port of [SCRAM, IAM, JMX_EXPORTER]) {
    group.addIngressRule(functions, port, 'Functions that administer and measure')
  }
  return group
}
