import { describe, expect, it } from '@jest/globals'
import { App } from 'aws-cdk-lib'
import { readConfiguration } from '../../lib/config/read-configuration.ts'
import { type AccountFacts, findObstacles } from '../../lib/preflight/find-obstacles.ts'
import { DEV } from './synthesize.ts'

const clusterArn = 'arn:aws:kafka:us-east-1:123456789012:cluster/old/1'
const configuration = readConfiguration(
  new App({
    context: {
      headgate: {
        ...DEV,
        mail: { from: 'kafka@example.com' },
        cells: [{ name: 'old', existing: { clusterArn, brokers: 3, replicationFactor: 3 } }],
      },
    },
  }).node,
)

const fine: AccountFacts = { isVerifiedSender: async () => true, whyNoCell: async () => null }
const obstacles = (facts: Partial<AccountFacts>) =>
  findObstacles(configuration, { ...fine, ...facts })

describe('the account that a deployment goes to', () => {
  it('may have nothing against it', async () => {
    expect(await obstacles({})).toEqual([])
  })

  it('is told about every obstacle, a sentence each', async () => {
    const said = await obstacles({
      isVerifiedSender: async () => false,
      whyNoCell: async () => 'Amazon MSK does not call its cluster ACTIVE.',
    })
    expect(said).toEqual([
      'mail.from is kafka@example.com, which Amazon SES has not verified in us-east-1, nor its domain.',
      'cells has the cell "old", which cannot be one now. Amazon MSK does not call its cluster ACTIVE.',
    ])
  })

  it('that cannot be asked is an obstacle as well', async () => {
    const cause = new Error('Could not load credentials from any providers.')
    const refuse = async () => {
      throw new Error('unavailable', { cause })
    }
    expect(await obstacles({ isVerifiedSender: refuse, whyNoCell: refuse })).toEqual([
      'mail.from cannot be looked at: Could not load credentials from any providers.',
      'cells has the cell "old", whose cluster cannot be looked at: Could not load credentials from any providers.',
    ])
  })

  it('is not asked about cells that are yet to be made', async () => {
    const made = readConfiguration(new App({ context: { headgate: DEV } }).node)
    const never = () => Promise.reject(new Error('was asked'))
    expect(await findObstacles(made, { isVerifiedSender: never, whyNoCell: never })).toEqual([])
  })
})
