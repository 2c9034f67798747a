import { describe, expect, it } from '@jest/globals'
import { App, Stack } from 'aws-cdk-lib'
import { CfnCluster, type CfnClusterProps, CfnConfiguration } from 'aws-cdk-lib/aws-msk'
import { MskRules } from '../../../lib/checks/msk-rules.ts'
import { makeApp, STANDARD } from '../synthesize.ts'

const GOOD: CfnClusterProps = {
  clusterName: 'any',
  kafkaVersion: '3.9.x.kraft',
  numberOfBrokerNodes: 3,
  brokerNodeGroupInfo: {
    clientSubnets: ['subnet-1'],
    instanceType: 'kafka.m7g.large',
    connectivityInfo: { publicAccess: { type: 'DISABLED' } },
  },
  clientAuthentication: {
    sasl: { scram: { enabled: true }, iam: { enabled: true } },
    tls: { enabled: false },
    unauthenticated: { enabled: false },
  },
  encryptionInfo: {
    encryptionAtRest: { dataVolumeKmsKeyId: 'arn:aws:kms:us-east-1:123456789012:key/1' },
    encryptionInTransit: { clientBroker: 'TLS', inCluster: true },
  },
}

/** The rules that one cluster breaks. */
function broken(change: Partial<CfnClusterProps>): readonly string[] {
  const app = new App()
  new CfnCluster(new Stack(app, 'Any'), 'Cluster', { ...GOOD, ...change })
  return violations(app)
}

function violations(app: App): readonly string[] {
  return new MskRules().validateScope(app).violations.map(({ ruleName }) => ruleName)
}

describe('our rules for Amazon MSK', () => {
  it('hold for a good cluster and for every template of ours', () => {
    expect(broken({})).toEqual([])
    expect(violations(makeApp(STANDARD))).toEqual([])
  })

  it('refuse a cluster that lets anyone in unnamed', () => {
    const clientAuthentication = {
      ...GOOD.clientAuthentication,
      unauthenticated: { enabled: true },
    }
    expect(broken({ clientAuthentication })).toEqual(['HeadgateMsk-Authentication'])
  })

  it('refuse a listener without TLS', () => {
    const encryptionInfo = {
      ...GOOD.encryptionInfo,
      encryptionInTransit: { clientBroker: 'TLS_PLAINTEXT', inCluster: true },
    }
    expect(broken({ encryptionInfo })).toEqual(['HeadgateMsk-TlsOnly'])
  })

  it("refuse volumes under AWS's own key", () => {
    const encryptionInfo = { encryptionInTransit: { clientBroker: 'TLS', inCluster: true } }
    expect(broken({ encryptionInfo })).toEqual(['HeadgateMsk-CustomerKey'])
  })

  it('refuse public access, and silence about it', () => {
    const info = { clientSubnets: ['subnet-1'], instanceType: 'kafka.m7g.large' }
    const open = { ...info, connectivityInfo: { publicAccess: { type: 'SERVICE_PROVIDED_EIPS' } } }
    expect(broken({ brokerNodeGroupInfo: open })).toEqual(['HeadgateMsk-NoPublicAccess'])
    expect(broken({ brokerNodeGroupInfo: info })).toEqual(['HeadgateMsk-NoPublicAccess'])
  })

  it('refuse a configuration that sets the rule about missing ACLs, or lets clients make topics', () => {
    const app = new App()
    new CfnConfiguration(new Stack(app, 'Any'), 'Configuration', {
      name: 'any',
      serverProperties: 'allow.everyone.if.no.acl.found=false\nauto.create.topics.enable=true',
    })
    expect(violations(app)).toEqual(['HeadgateMsk-AclDefault', 'HeadgateMsk-NoAutoCreate'])
  })
})
