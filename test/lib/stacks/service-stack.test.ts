import { describe, expect, it } from '@jest/globals'
import { Match } from 'aws-cdk-lib/assertions'
import * as environments from '../../../lambdas/environment.ts'
import { DEV, STANDARD, templateOf } from '../synthesize.ts'

const standard = templateOf(STANDARD, 'headgate-service')
const dev = templateOf(DEV, 'headgate-service')
const functions = Object.values(standard.findResources('AWS::Lambda::Function')).map(
  ({ Properties }) => Properties,
)

const schedules = Object.values(standard.findResources('AWS::Scheduler::Schedule')).map(
  ({ Properties }) => Properties,
)

/** How often the function is started, and with what. */
function startsOf(functionName: string): readonly string[] {
  return schedules
    .filter(({ Name }) => Name === functionName || Name.startsWith(`${functionName}.`))
    .map(({ ScheduleExpression, Target }) => `${ScheduleExpression} ${Target.Input}`)
}

describe('every function', () => {
  it('is Node 24 on Graviton', () => {
    expect(functions).toHaveLength(25)
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
      data: environments.secretsEnvironment,
      place: environments.placeEnvironment,
      dispatch: environments.dispatchEnvironment,
      'reconcile-one': environments.reconcileEnvironment,
      'observe-old': environments.observeEnvironment,
      'meter-partner': environments.observeEnvironment,
      'share-old': environments.observeEnvironment,
      'sweep-one': environments.sweepEnvironment,
      billing: environments.apiEnvironment,
      invoice: environments.invoiceEnvironment,
      webhooks: environments.webhooksEnvironment,
      departures: environments.departuresEnvironment,
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
    expect(inside.map(({ FunctionName }) => FunctionName).sort()).toEqual([
      'headgate-data',
      ...['meter', 'observe', 'reconcile', 'share', 'sweep'].flatMap((job) =>
        ['old', 'one', 'partner'].map((cell) => `headgate-${job}-${cell}`),
      ),
    ])
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

  it('is settled, looked at and metered every minute, hints or no hints, and swept every five', () => {
    for (const cell of ['old', 'one', 'partner']) {
      for (const job of ['meter', 'observe', 'reconcile', 'share']) {
        expect(startsOf(`headgate-${job}-${cell}`)).toEqual(['rate(1 minute) {}'])
      }
      expect(startsOf(`headgate-sweep-${cell}`)).toEqual(['rate(5 minutes) {}'])
    }
  })
})

describe('what is for all cells together', () => {
  it('places, bills, tells webhooks and finishes deletions every minute, and adds up figures every hour', () => {
    expect(startsOf('headgate-place')).toEqual(['rate(1 minute) {}'])
    expect(startsOf('headgate-departures')).toEqual(['rate(1 minute) {}'])
    expect(startsOf('headgate-webhooks')).toEqual(['rate(1 minute) {}'])
    expect(startsOf('headgate-invoice')).toEqual([
      'rate(1 minute) {}',
      'rate(1 hour) {"figures":true}',
    ])
  })

  it('is started by nothing but what is asserted here', () => {
    expect(schedules).toHaveLength(20)
  })
})

describe('who collects payments', () => {
  const payment = {
    secretArn: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:stripe-AbCd12',
    keyArn: 'arn:aws:kms:us-east-1:123456789012:key/1',
  }
  const template = templateOf({ ...DEV, payment }, 'headgate-service')

  it('is told to the one function that hands over invoices, which alone may read the key', () => {
    template.hasResourceProperties('AWS::Lambda::Function', {
      FunctionName: 'headgate-invoice',
      Environment: {
        Variables: Match.objectLike({
          PAYMENT_SECRET_ARN: payment.secretArn,
          PAYMENT_METER_EVENT: 'headgate_micros',
        }),
      },
    })
    const readers = Object.entries(template.findResources('AWS::IAM::Policy')).filter(
      ([, policy]) => JSON.stringify(policy).includes(payment.secretArn),
    )
    expect(readers).toHaveLength(1)
    expect(JSON.stringify(readers)).toContain(payment.keyArn)
  })

  it('is nobody unless somebody was named', () => {
    const invoice = functions.find(({ FunctionName }) => FunctionName === 'headgate-invoice')
    expect(Object.keys(invoice?.Environment.Variables)).toEqual(['TABLE_NAME'])
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
