import { type Duration, Stack } from 'aws-cdk-lib'
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import type { IFunction } from 'aws-cdk-lib/aws-lambda'
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler'
import type { Construct } from 'constructs'
import { acceptFindings } from './accept-findings.ts'

interface StartByClockProps {
  readonly name: string
  readonly target: IFunction
  /** Whole minutes or hours. */
  readonly every: Duration
  readonly input: object
}

/** Starts a function by the clock, hints or no hints. */
export function startByClock(
  scope: Construct,
  id: string,
  { name, target, every, input }: StartByClockProps,
): CfnSchedule {
  const role = new Role(scope, `${id}Role`, {
    assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
      conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(scope).account } },
    }),
    description: `Starts ${name} by the clock`,
  })
  const { policyDependable } = role.addToPrincipalPolicy(
    new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [target.functionArn] }),
  )
  const schedule = new CfnSchedule(scope, id, {
    name,
    scheduleExpression: rateOf(every),
    flexibleTimeWindow: { mode: 'OFF' },
    target: {
      arn: target.functionArn,
      roleArn: role.roleArn,
      input: JSON.stringify(input),
      // A start that is late by more than the next one's time is worth nothing.
      retryPolicy: { maximumEventAgeInSeconds: every.toSeconds(), maximumRetryAttempts: 1 },
    },
  })
  // The first start must find the right to it.
  if (policyDependable) schedule.node.addDependency(policyDependable)
  acceptFindings(schedule, {
    CKV_AWS_297: 'A schedule holds the name of a function; AWS encrypts it under a key of its own.',
  })
  return schedule
}

/** https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html#rate-based */
function rateOf(every: Duration): string {
  const minutes = every.toMinutes()
  if (minutes % 60 === 0) return minutes === 60 ? 'rate(1 hour)' : `rate(${minutes / 60} hours)`
  return minutes === 1 ? 'rate(1 minute)' : `rate(${minutes} minutes)`
}
