import { describe, expect, it } from '@jest/globals'
import { Match } from 'aws-cdk-lib/assertions'
import { DEV, STANDARD, synthesize, templateOf } from '../synthesize.ts'

const cell = templateOf(STANDARD, 'headgate-cell-one')

describe('the cluster of a cell', () => {
  it('knows clients by SCRAM and IAM alone', () => {
    cell.hasResourceProperties('AWS::MSK::Cluster', {
      ClientAuthentication: {
        Sasl: { Scram: { Enabled: true }, Iam: { Enabled: true } },
        Tls: { Enabled: false },
        Unauthenticated: { Enabled: false },
      },
    })
  })

  it('speaks TLS alone and lies under our key', () => {
    cell.hasResourceProperties('AWS::MSK::Cluster', {
      EncryptionInfo: {
        EncryptionAtRest: { DataVolumeKMSKeyId: Match.anyValue() },
        EncryptionInTransit: { ClientBroker: 'TLS', InCluster: true },
      },
    })
  })

  it('serves its counters and keeps its logs', () => {
    cell.hasResourceProperties('AWS::MSK::Cluster', {
      OpenMonitoring: { Prometheus: { JmxExporter: { EnabledInBroker: true } } },
      LoggingInfo: { BrokerLogs: { CloudWatchLogs: { Enabled: true } } },
    })
    cell.hasResourceProperties('AWS::Logs::LogGroup', { RetentionInDays: 90 })
  })

  it('cannot be reached from the internet', () => {
    cell.hasResourceProperties('AWS::MSK::Cluster', {
      BrokerNodeGroupInfo: { ConnectivityInfo: { PublicAccess: { Type: 'DISABLED' } } },
    })
  })

  it('shows tenants the SCRAM port, and our functions the ports of administration and metrics', () => {
    const [group] = Object.values(cell.findResources('AWS::EC2::SecurityGroup'))
    const rules: { CidrIp?: string; FromPort: number }[] = group?.Properties.SecurityGroupIngress
    const ofNetworks = rules.filter(({ CidrIp }) => CidrIp !== undefined)
    expect(ofNetworks.map(({ CidrIp, FromPort }) => `${CidrIp} ${FromPort}`)).toEqual([
      '10.40.0.0/16 9096',
      '10.50.0.0/16 9096',
    ])
    const ofFunctions = rules.filter(({ CidrIp }) => CidrIp === undefined)
    expect(ofFunctions.map(({ FromPort }) => FromPort)).toEqual([9096, 9098, 11001])
  })

  it('starts from a configuration that leaves the rule about missing ACLs to settling', () => {
    const [configuration] = Object.values(cell.findResources('AWS::MSK::Configuration'))
    const lines: string[] = configuration?.Properties.ServerProperties.split('\n')
    expect(lines).toContain('auto.create.topics.enable=false')
    expect(lines.join()).not.toContain('allow.everyone')
  })

  it('stays on the first revision, so that no deployment takes back what settling has set', () => {
    cell.hasResourceProperties('AWS::MSK::Cluster', { ConfigurationInfo: { Revision: 1 } })
  })

  it('outlives its stack in a standard deployment, and not in dev', () => {
    cell.hasResource('AWS::MSK::Cluster', { DeletionPolicy: 'Retain' })
    templateOf(DEV, 'headgate-cell-one').hasResource('AWS::MSK::Cluster', {
      DeletionPolicy: 'Delete',
    })
  })

  it('has the size that the configuration says', () => {
    const cells = [{ name: 'one', size: 'small', brokers: 6, volumeGib: 500 }]
    templateOf({ ...DEV, cells }, 'headgate-cell-one').hasResourceProperties('AWS::MSK::Cluster', {
      NumberOfBrokerNodes: 6,
      BrokerNodeGroupInfo: {
        InstanceType: 'kafka.m7g.large',
        ClientSubnets: [Match.anyValue(), Match.anyValue(), Match.anyValue()],
        StorageInfo: { EBSStorageInfo: { VolumeSize: 500 } },
      },
    })
  })
})

describe('a cell with private connectivity', () => {
  it('lets the named accounts connect, by SCRAM', () => {
    const partner = templateOf(STANDARD, 'headgate-cell-partner')
    partner.hasResourceProperties('AWS::MSK::Cluster', {
      BrokerNodeGroupInfo: {
        ConnectivityInfo: {
          VpcConnectivity: { ClientAuthentication: { Sasl: { Scram: { Enabled: true } } } },
        },
      },
    })
    const [policy] = Object.values(partner.findResources('AWS::MSK::ClusterPolicy'))
    expect(policy?.Properties.Policy.Statement).toEqual([
      expect.objectContaining({ Principal: { AWS: ['arn:aws:iam::123456789012:root'] } }),
    ])
  })
})

describe('a cell that was there before', () => {
  it('is told to the other stacks and otherwise left alone', () => {
    const template = templateOf(STANDARD, 'headgate-cell-old')
    expect(Object.values(template.toJSON().Resources)).toEqual([
      expect.objectContaining({
        Type: 'AWS::SSM::Parameter',
        Properties: expect.objectContaining({
          Name: '/headgate/cells/old/cluster-arn',
          Value: 'arn:aws:kafka:eu-central-1:123456789012:cluster/old/5a0c2f1e-1',
        }),
      }),
    ])
  })
})

describe('the stacks', () => {
  it('import nothing from each other, so that each can be changed by itself', () => {
    const texts = Object.values(synthesize(STANDARD)).map((template) =>
      JSON.stringify(template.toJSON()),
    )
    expect(texts).toHaveLength(6)
    for (const text of texts) {
      expect(text).not.toContain('Fn::ImportValue')
      expect(text).not.toContain('"Export"')
    }
  })
})
