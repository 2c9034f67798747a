import { describe, expect, it } from '@jest/globals'
import { App } from 'aws-cdk-lib'
import {
  type ConfigurationError,
  readConfiguration,
} from '../../../lib/config/read-configuration.ts'
import { DEV, STANDARD } from '../synthesize.ts'

function read(headgate: unknown) {
  return readConfiguration(new App({ context: { headgate } }).node)
}

/** What the operator is told; fails when nothing is wrong. */
function complaint(headgate: unknown): string {
  try {
    read(headgate)
  } catch (error) {
    return (error as ConfigurationError).message
  }
  throw new Error('the configuration was taken')
}

const ARN = 'arn:aws:kafka:eu-west-1:123456789012:cluster/old/1'

describe('a configuration', () => {
  it('needs a region, a size and one cell, and has a default for the rest', () => {
    expect(read(DEV)).toMatchObject({
      name: 'headgate',
      network: { cidr: '10.40.0.0/16', availabilityZones: 3, clientCidrs: [], natGateways: 0 },
      cells: [{ name: 'one', size: 'dev', access: 'vpc', kafkaVersion: '3.9.x.kraft' }],
    })
  })

  it('is read from the file that the context names', () => {
    expect(read(STANDARD)).toMatchObject({ region: 'eu-central-1', size: 'standard' })
  })
})

describe('a wrong configuration is refused with a sentence for each fault', () => {
  const cell = { name: 'one', size: 'dev' }
  const existing = { clusterArn: ARN, brokers: 3, replicationFactor: 3 }
  it.each([
    [
      'no context at all',
      undefined,
      /headgate: region is missing; write for example "eu-central-1"\./,
    ],
    ['a missing value', { ...DEV, size: undefined }, /size is missing; write for example "dev"\./],
    ['a setting that does not exist', { ...DEV, colour: 'red' }, /colour is not a setting\./],
    [
      'an unknown cluster size',
      { ...DEV, cells: [{ name: 'one', size: 'huge' }] },
      /cells\.0\.size must be one of dev, small, medium, large; "huge" is not\./,
    ],
    [
      'a text that is no network',
      { ...DEV, network: { cidr: '10.0.0.300/16' } },
      /network\.cidr must be an IPv4 network/,
    ],
    [
      'a VPC too small',
      { ...DEV, network: { cidr: '10.0.0.0/24' } },
      /network\.cidr must be a \/16 to a \/22/,
    ],
    [
      'networks that overlap',
      { ...DEV, network: { cidr: '10.40.0.0/16', clientCidrs: ['10.40.7.0/24'] } },
      /network has 10\.40\.0\.0\/16 and 10\.40\.7\.0\/24, which overlap/,
    ],
    [
      'an unknown region',
      { ...DEV, region: 'eu-north-9' },
      /region must be a region that AWS has; "eu-north-9" is none\./,
    ],
    [
      'a partition without Cognito',
      { ...DEV, region: 'cn-north-1' },
      /partition aws-cn, which lacks Amazon Cognito user pools\./,
    ],
    [
      'a partition without CloudFront',
      { ...DEV, region: 'us-gov-west-1' },
      /partition aws-us-gov, which lacks Amazon CloudFront\./,
    ],
    [
      'a partition nobody checked',
      { ...DEV, region: 'us-iso-east-1' },
      /partition aws-iso, where Headgate was never checked/,
    ],
    [
      'a cell name used twice',
      { ...DEV, cells: [cell, cell] },
      /cells names the cell "one" twice\./,
    ],
    [
      'a cell name that cannot be in a host name',
      { ...DEV, cells: [{ ...cell, name: 'One!' }] },
      /cells\.0\.name must be 1 to 20 characters/,
    ],
    ['no cell', { ...DEV, cells: [] }, /cells needs at least one cell/],
    [
      'a certificate that CloudFront would not find',
      {
        ...DEV,
        web: {
          domain: {
            name: 'kafka.example.com',
            certificateArn: 'arn:aws:acm:eu-west-1:123456789012:certificate/1',
          },
        },
      },
      /web\.domain\.certificateArn must be the ARN of a certificate in us-east-1/,
    ],
    [
      'a firewall of a region',
      { ...DEV, web: { webAclArn: 'arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/a/1' } },
      /web\.webAclArn must be the ARN of a global web ACL/,
    ],
    ['alarms to nobody', { ...DEV, alarmsTo: 'ops' }, /alarmsTo must be an e-mail address\./],
    [
      'more zones than there are',
      { ...DEV, network: { availabilityZones: 2 }, cells: [{ name: 'one', size: 'small' }] },
      /the cell "one", whose size needs 3 zones; the network has 2\./,
    ],
    [
      'brokers that no zones share evenly',
      { ...DEV, cells: [{ ...cell, brokers: 3 }] },
      /3 brokers, which is no multiple of its 2 zones\./,
    ],
    [
      'public access from the beginning',
      { ...DEV, cells: [{ ...cell, access: 'public' }] },
      /cells\.0\.access must be vpc or privatelink for a new cluster; "public" is not\./,
    ],
    [
      'private connectivity of a dev cell',
      { ...DEV, cells: [{ ...cell, access: 'privatelink' }] },
      /which Amazon MSK does not offer for the size dev\./,
    ],
    [
      'client accounts of a cell in the VPC',
      { ...DEV, cells: [{ ...cell, clientAccounts: ['123456789012'] }] },
      /client accounts, which only the access privatelink uses\./,
    ],
    [
      'a cluster of another region',
      { ...DEV, cells: [{ name: 'old', existing }] },
      /the cell "old" in eu-west-1, but this deployment is in us-east-1\./,
    ],
    [
      'an ARN that is none',
      { ...DEV, cells: [{ name: 'old', existing: { ...existing, clusterArn: 'x' } }] },
      /cells\.0\.existing\.clusterArn must be the ARN of an Amazon MSK cluster\./,
    ],
    [
      'a standard deployment without a mail sender',
      { ...DEV, size: 'standard' },
      /mail\.from is missing; Cognito sends 50 mails a day/,
    ],
    [
      'a mail sender that is no address',
      { ...DEV, mail: { from: 'me' } },
      /mail\.from must be an e-mail address\./,
    ],
    ['a file that is not there', 'nowhere.json', /^nowhere\.json: the file cannot be read\.$/],
    ['a file that is not JSON', 'bin/app.ts', /^bin\/app\.ts: the file is not JSON\.$/],
  ])('%s', (_, headgate, sentence) => {
    expect(complaint(headgate)).toMatch(sentence)
  })

  it('names all faults at once, a line each', () => {
    const lines = complaint({ ...DEV, size: 'big', region: 7 }).split('\n')
    expect(lines).toHaveLength(2)
    expect(lines.every((line) => line.startsWith('cdk.json, headgate: '))).toBe(true)
  })
})
