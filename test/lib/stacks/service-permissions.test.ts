import { describe, expect, it } from '@jest/globals'
import {
  actionsOf,
  resourcesOf,
  type Statement,
  statementsByRole,
  statementsOf,
} from '../policy-statements.ts'
import { DEV, templateOf } from '../synthesize.ts'

// The emulator enforces no policies, so what they say is looked at here.
const service = templateOf(DEV, 'headgate-service')
const allowed = (statements: readonly Statement[]) =>
  statements.filter(({ Effect }) => Effect === 'Allow')
const actions = (name: string) => allowed(statementsOf(service, name)).flatMap(actionsOf)
const text = (name: string) => JSON.stringify(allowed(statementsOf(service, name)))

describe('permissions', () => {
  it('are of one function each', () => {
    const functions = Object.values(service.findResources('AWS::Lambda::Function'))
    const roles = functions.map(({ Properties }) => Properties.Role['Fn::GetAtt'][0])
    expect(new Set(roles).size).toBe(functions.length)
    for (const { Properties } of Object.values(service.findResources('AWS::IAM::Role'))) {
      expect(Properties.ManagedPolicyArns).toBeUndefined()
    }
  })

  it('name every action', () => {
    const all = [...statementsByRole(service).values()].flat().flatMap(actionsOf)
    expect(all.length).toBeGreaterThan(50)
    expect(all.filter((action) => action.includes('*'))).toEqual([])
  })

  it('are for everything only where a service knows no resource', () => {
    const wide = [...statementsByRole(service).values()]
      .flat()
      .filter((statement) => resourcesOf(statement).includes('*'))
      .filter(({ Effect }) => Effect === 'Allow')
    expect([...new Set(wide.flatMap(actionsOf))].sort()).toEqual([
      'dynamodb:ListStreams',
      'ec2:CreateNetworkInterface',
      'ec2:DeleteNetworkInterface',
      'ec2:DescribeNetworkInterfaces',
    ])
  })

  it('keep what Lambda does with network interfaces from the code of the function', () => {
    const denied = statementsOf(service, 'headgate-reconcile-one').find(
      ({ Effect }) => Effect === 'Deny',
    )
    expect(JSON.stringify(denied?.Condition)).toContain('lambda:SourceFunctionArn')
    expect(JSON.stringify(denied?.Condition)).toContain(':function:headgate-reconcile-one')
  })

  it("let the API function read the installation's keys and no password of a Kafka user", () => {
    expect(text('headgate-api')).toContain('statetokenpepperarn')
    expect(text('headgate-api')).not.toContain('AmazonMSK_')
    expect(text('headgate-api')).not.toContain('secretskeyarn')
    expect(
      actions('headgate-api').filter((action) => action.startsWith('secretsmanager:')),
    ).toEqual(['secretsmanager:GetSecretValue'])
  })

  it('let the function that finishes deletions end log-ins, and open none', () => {
    const ofPool = actions('headgate-departures').filter((each) => /^cognito-idp:/.test(each))
    expect(ofPool).toEqual(['cognito-idp:AdminDeleteUser', 'cognito-idp:AdminGetUser'])
    expect(text('headgate-departures')).not.toMatch(/secretsmanager:|kafka/)
  })

  it('let one function read the bootstrap secret', () => {
    expect(text('headgate-identity')).toContain('stateoperatortokenarn')
    for (const name of ['api', 'billing', 'secrets'])
      expect(text(`headgate-${name}`)).not.toContain('stateoperatortokenarn')
  })

  it('let the secrets function read passwords, and make and delete those of registered clusters', () => {
    expect(text('headgate-secrets')).toContain('AmazonMSK_headgate_*')
    expect(text('headgate-secrets')).toContain('AmazonMSK_headgate_admin-*')
    const ofSecrets = actions('headgate-secrets').filter((each) => /^secretsmanager:/.test(each))
    expect([...new Set(ofSecrets)].toSorted()).toEqual([
      'secretsmanager:CreateSecret',
      'secretsmanager:DeleteSecret',
      'secretsmanager:GetSecretValue',
      'secretsmanager:TagResource',
    ])
  })

  it('let one function touch people, settling alone make things on a cluster, sharing its quotas, and sweeps take away', () => {
    const names = [
      ...['api', 'billing', 'data', 'secrets', 'dispatch', 'place', 'invoice'],
      ...['observe-one', 'meter-one', 'reconcile-one'],
    ]
    for (const name of names) expect(text(`headgate-${name}`)).not.toContain('cognito-idp:')
    const changing = /kafka(-cluster)?:(Alter|Batch|Create|Delete|Update)/
    for (const name of [...names.slice(0, -1), 'identity']) {
      expect(actions(`headgate-${name}`).filter((action) => changing.test(action))).toEqual([])
    }
    expect(actions('headgate-share-one').filter((each) => changing.test(each))).toEqual([
      'kafka-cluster:AlterClusterDynamicConfiguration',
    ])
    expect(actions('headgate-reconcile-one').filter((each) => changing.test(each))).toHaveLength(10)
    const swept = actions('headgate-sweep-one').filter((each) => changing.test(each))
    expect(swept).toHaveLength(6)
    expect(swept.join()).not.toMatch(/Create|Update|BatchAssociate/)
    expect(text('headgate-sweep-one')).not.toMatch(/cognito-idp:/)
  })

  it('let sweeps alone delete consumer groups, those of their cluster', () => {
    const byRole = [...statementsByRole(service).values()].flat()
    const deleting = byRole.filter((each) => actionsOf(each).includes('kafka-cluster:DeleteGroup'))
    const own = allowed(statementsOf(service, 'headgate-sweep-one'))
    expect(deleting).toEqual(own.filter((each) => actionsOf(each).join().includes('Group')))
    expect(deleting.flatMap(actionsOf).toSorted()).toEqual([
      'kafka-cluster:DeleteGroup',
      'kafka-cluster:DescribeGroup',
    ])
    expect(JSON.stringify(deleting.flatMap(resourcesOf))).toContain(':group/')
  })

  it('let sweeps read the password of the canary of their cell, and no other', () => {
    const own = allowed(statementsOf(service, 'headgate-sweep-one'))
    const ofSecrets = own.filter((each) => actionsOf(each).join().includes('secretsmanager:'))
    expect(ofSecrets.flatMap(actionsOf)).toEqual(['secretsmanager:GetSecretValue'])
    expect(ofSecrets.flatMap(resourcesOf)).toEqual([
      expect.stringContaining(':secret:AmazonMSK_headgate_canary-cl_one"'),
      expect.stringContaining(':secret:AmazonMSK_headgate_canary-cl_one-??????"'),
    ])
  })

  it('let nobody scan the table', () => {
    expect(JSON.stringify([...statementsByRole(service).values()])).not.toContain('dynamodb:Scan')
  })
})
