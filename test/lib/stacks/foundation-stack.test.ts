import { describe, expect, it } from '@jest/globals'
import { Match } from 'aws-cdk-lib/assertions'
import { DEV, STANDARD, templateOf } from '../synthesize.ts'

const standard = templateOf(STANDARD, 'headgate-foundation')
const dev = templateOf(DEV, 'headgate-foundation')
const outbound = templateOf({ ...DEV, network: { natGateways: 1 } }, 'headgate-foundation')

const cidrsOf = (template: typeof dev) =>
  Object.entries(template.findResources('AWS::EC2::Subnet'))
    .filter(([logicalId]) => logicalId.includes('Brokers'))
    .map(([logicalId, { Properties }]) => [logicalId, Properties.CidrBlock])

describe('the foundation', () => {
  it('has no way to or from the internet unless one is asked for', () => {
    for (const type of ['InternetGateway', 'NatGateway', 'EIP', 'Route']) {
      standard.resourceCountIs(`AWS::EC2::${type}`, 0)
    }
    outbound.resourceCountIs('AWS::EC2::NatGateway', 1)
  })

  it('does not move a broker subnet when a NAT gateway or a third zone comes later', () => {
    const twoZones = { ...DEV, network: { availabilityZones: 2 } }
    expect(cidrsOf(dev)).toHaveLength(3)
    expect(cidrsOf(outbound)).toEqual(cidrsOf(dev))
    expect(cidrsOf(templateOf(twoZones, 'headgate-foundation'))).toEqual(cidrsOf(dev).slice(0, 2))
  })

  it('reaches AWS by endpoints, in every zone of a standard deployment and in one of dev', () => {
    const subnetsOf = (template: typeof dev) =>
      Object.values(template.findResources('AWS::EC2::VPCEndpoint'))
        .filter(({ Properties }) => Properties.VpcEndpointType === 'Interface')
        .map(({ Properties }) => Properties.SubnetIds.length)
    expect(subnetsOf(standard)).toEqual([3, 3])
    expect(subnetsOf(dev)).toEqual([1, 1])
  })

  it('opens its endpoints to our functions alone', () => {
    standard.hasResourceProperties('AWS::EC2::SecurityGroup', {
      GroupDescription: 'AWS services inside the network',
      SecurityGroupIngress: [
        Match.objectLike({ FromPort: 443, ToPort: 443, SourceSecurityGroupId: Match.anyValue() }),
      ],
    })
  })

  it('turns its keys every year, and keeps them', () => {
    standard.allResourcesProperties('AWS::KMS::Key', { EnableKeyRotation: true })
    standard.allResources('AWS::KMS::Key', { DeletionPolicy: 'Retain' })
    dev.allResources('AWS::KMS::Key', { DeletionPolicy: 'Delete' })
  })

  it('lets logs and alarms of CloudWatch use the data key, and no one but the account the one for passwords', () => {
    const documents = Object.values(standard.findResources('AWS::KMS::Key')).map(
      ({ Properties }) => Properties.KeyPolicy.Statement.length,
    )
    expect(documents).toEqual([3, 1])
  })

  it('keeps flow logs, which hold IP addresses, for 90 days under our key', () => {
    standard.hasResourceProperties('AWS::Logs::LogGroup', {
      RetentionInDays: 90,
      KmsKeyId: Match.anyValue(),
    })
    dev.resourceCountIs('AWS::EC2::FlowLog', 0)
  })
})
