import { Stack } from 'aws-cdk-lib'
import { Effect, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import type { Construct } from 'constructs'
import { acceptFindings } from './accept-findings.ts'
import { findingText } from './finding-text.ts'

export interface Permission {
  readonly actions: readonly string[]
  readonly resources: readonly string[]
  readonly conditions?: Readonly<Record<string, Readonly<Record<string, string>>>>
  /** Must be given when a resource holds a `*`: what cannot be named beforehand, or which service knows no resource. */
  readonly whyAny?: string
}

/** A role that one function has for itself, with what is listed and nothing more: no managed policies. */
export function functionRole(
  scope: Construct,
  functionName: string,
  permissions: readonly Permission[],
): Role {
  const role = new Role(scope, 'Role', {
    assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
    description: `The function ${functionName}, and nothing else`,
  })
  const all = [writeOwnLogs(scope, functionName), ...permissions]
  for (const permission of all) role.addToPolicy(statementOf(permission))
  for (const permission of all) acceptWide(role, permission)
  return role
}

/** Throws for a wildcard that nobody accounts for: it is a mistake in our code. */
function acceptWide(role: Role, { resources, whyAny }: Permission): void {
  for (const resource of resources.filter((each) => each.includes('*'))) {
    if (whyAny === undefined) throw new Error(`Nobody says why ${resource} must be so wide.`)
    const shown = findingText(Stack.of(role).resolve(resource))
    acceptFindings(role, { [`AwsSolutions-IAM5[Resource::${shown}]`]: whyAny })
  }
}

function statementOf({ actions, resources, conditions }: Permission): PolicyStatement {
  return new PolicyStatement({
    actions: [...actions],
    resources: [...resources],
    ...(conditions === undefined ? {} : { conditions: { ...conditions } }),
  })
}

/** Streams are named by Lambda; the log group itself is made by the template. */
function writeOwnLogs(scope: Construct, functionName: string): Permission {
  const { partition, region, account } = Stack.of(scope)
  const group = `arn:${partition}:logs:${region}:${account}:log-group:/aws/lambda/${functionName}`
  return {
    actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    resources: [`${group}:log-stream:*`],
    whyAny: 'Lambda names the streams of its own log group.',
  }
}

/**
 * What Lambda itself does with a function's role to give it a network interface. EC2 knows no resource for it; the
 * function's own code is kept from all of it, as
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html#configuration-vpc-best-practice says.
 */
export function allowNetworkInterfaces(role: Role, functionArn: string): void {
  const actions = ['CreateNetworkInterface', 'DescribeNetworkInterfaces', 'DeleteNetworkInterface']
  const statement = { actions: actions.map((action) => `ec2:${action}`), resources: ['*'] }
  acceptFindings(role, { 'AwsSolutions-IAM5[Resource::*]': NETWORK, CKV_AWS_111: NETWORK })
  role.addToPolicy(new PolicyStatement(statement))
  role.addToPolicy(
    new PolicyStatement({
      ...statement,
      effect: Effect.DENY,
      conditions: { ArnEquals: { 'lambda:SourceFunctionArn': functionArn } },
    }),
  )
}

const NETWORK =
  'EC2 knows no resource for network interfaces; only Lambda itself may use the right.'
