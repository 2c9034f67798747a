import { Duration, Stack } from 'aws-cdk-lib'
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import type { IFunction } from 'aws-cdk-lib/aws-lambda'
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler'
import type { Construct } from 'constructs'
import { acceptFindings } from './accept-findings.ts'

/** A start that is late by more than the next one's time is worth nothing. */
const OLDEST = Duration.minutes(1)

interface EveryMinuteProps {
  readonly name: string
  readonly target: IFunction
}

/** Starts a function every minute, hints or no hints. */
export function everyMinute(
  scope: Construct,
  id: string,
  { name, target }: EveryMinuteProps,
): CfnSchedule {
  const role = new Role(scope, `${id}Role`, {
    assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
      conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(scope).account } },
    }),
    description: `Starts ${name} every minute`,
  })
  const { policyDependable } = role.addToPrincipalPolicy(
    new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [target.functionArn] }),
  )
  const schedule = new CfnSchedule(scope, id, {
    name,
    scheduleExpression: 'rate(1 minute)',
    flexibleTimeWindow: { mode: 'OFF' },
    target: {
      arn: target.functionArn,
      roleArn: role.roleArn,
      input: '{}',
      retryPolicy: { maximumEventAgeInSeconds: OLDEST.toSeconds(), maximumRetryAttempts: 1 },
    },
  })
  // The first start must find the right to it.
  if (policyDependable) schedule.node.addDependency(policyDependable)
  acceptFindings(schedule, {
    CKV_AWS_297: 'A schedule holds the name of a function; AWS encrypts it under a key of its own.',
  })
  return schedule
}
