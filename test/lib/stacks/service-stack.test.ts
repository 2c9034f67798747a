import { describe, expect, it } from '@jest/globals'
import { Match } from 'aws-cdk-lib/assertions'
import * as environments from '../../../lambdas/environment.ts'
import { DEV, STANDARD, templateOf } from '../synthesize.ts'

const standard = templateOf(STANDARD, 'headgate-service')
const dev = templateOf(DEV, 'headgate-service')
const functions = Object.values(standard.findResources('AWS::Lambda::Function')).map(
  ({ Properties }) => Properties,
)

describe('every function', () => {
  it('is Node 24 on Graviton', () => {
    expect(functions).toHaveLength(12)
    for (const { Runtime, Architectures } of functions) {
      expect({ Runtime, Architectures }).toEqual({
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
      })
    }
  })

  it('is told what its entry in lambdas/ reads, and nothing else', () => {
    const schemas = {
      api: environments.apiEnvironment,
      identity: environments.identityEnvironment,
      secrets: environments.secretsEnvironment,
      place: environments.placeEnvironment,
      dispatch: environments.dispatchEnvironment,
      'reconcile-one': environments.reconcileEnvironment,
      'observe-old': environments.observeEnvironment,
    }
    for (const [name, schema] of Object.entries(schemas)) {
      const own = functions.find(({ FunctionName }) => FunctionName === `headgate-${name}`)
      const variables = Object.keys(own?.Environment.Variables ?? {})
      const known = Object.entries(schema.shape)
      expect(known.map(([key]) => key)).toEqual(expect.arrayContaining(variables))
      const needed = known.filter(([, value]) => !value.safeParse(undefined).success)
      expect([...variables, 'AWS_REGION']).toEqual(
        expect.arrayContaining(needed.map(([key]) => key)),
      )
    }
  })

  it('logs under our key, for the time that the size says', () => {
    const groups = Object.values(standard.findResources('AWS::Logs::LogGroup'))
    expect(groups.length).toBe(functions.length + 1)
    for (const { Properties } of groups) {
      expect(Properties).toMatchObject({ RetentionInDays: 90, KmsKeyId: expect.anything() })
    }
  })

  it('lives in the network if it speaks Kafka, and only then', () => {
    const inside = functions.filter(({ VpcConfig }) => VpcConfig !== undefined)
    expect(inside.map(({ FunctionName }) => FunctionName).sort()).toEqual(
      ['observe', 'reconcile'].flatMap((job) =>
        ['old', 'one', 'partner'].map((cell) => `headgate-${job}-${cell}`),
      ),
    )
  })
})

describe('the dispatcher', () => {
  it('halves a refused batch, gives up after some tries, and hears of tenants with something due alone', () => {
    const [mapping] = Object.values(
      standard.findResources('AWS::Lambda::EventSourceMapping', {
        Properties: { StartingPosition: 'TRIM_HORIZON' },
      }),
    )
    expect(mapping?.Properties).toMatchObject({
      BisectBatchOnFunctionError: true,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      MaximumRetryAttempts: 5,
      MaximumRecordAgeInSeconds: 900,
    })
    const pattern = JSON.parse(mapping?.Properties.FilterCriteria.Filters[0].Pattern)
    expect(pattern).toEqual({
      eventName: ['INSERT', 'MODIFY'],
      dynamodb: { NewImage: { sk: { S: ['TENANT'] }, dueAt: { N: [{ exists: true }] } } },
    })
  })
})

describe('a cell', () => {
  it('has a queue whose messages fail one by one and end among dead letters', () => {
    const [queue] = Object.values(
      standard.findResources('AWS::SQS::Queue', {
        Properties: { QueueName: 'headgate-reconcile-one' },
      }),
    )
    expect(queue?.Properties.RedrivePolicy.maxReceiveCount).toBe(5)
    expect(queue?.Properties.VisibilityTimeout).toBe(1_800)
    standard.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      EventSourceArn: Match.objectLike({}),
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ScalingConfig: { MaximumConcurrency: 2 },
    })
  })

  it('is settled and looked at every minute, hints or no hints', () => {
    const schedules = Object.values(standard.findResources('AWS::Scheduler::Schedule'))
    expect(schedules.map(({ Properties }) => Properties.Name).sort()).toEqual([
      'headgate-observe-old',
      'headgate-observe-one',
      'headgate-observe-partner',
      'headgate-place',
      'headgate-reconcile-old',
      'headgate-reconcile-one',
      'headgate-reconcile-partner',
    ])
    for (const { Properties } of schedules) {
      expect(Properties.ScheduleExpression).toBe('rate(1 minute)')
    }
  })
})

describe('a sender of mail', () => {
  it('is the one address that was configured, and nobody else', () => {
    standard.hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Action: 'ses:SendEmail',
            Condition: { StringEquals: { 'ses:FromAddress': 'kafka@example.com' } },
          }),
        ]),
      },
    })
    expect(JSON.stringify(dev.toJSON())).not.toContain('ses:')
  })
})
