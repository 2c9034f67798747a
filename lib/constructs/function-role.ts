import { Stack } from 'aws-cdk-lib'
import { Effect, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import type { Construct } from 'constructs'

export interface Permission {
  readonly actions: readonly string[]
  readonly resources: readonly string[]
  readonly conditions?: Readonly<Record<string, Readonly<Record<string, string>>>>
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
  for (const permission of [writeOwnLogs(scope, functionName), ...permissions]) {
    role.addToPolicy(statementOf(permission))
  }
  return role
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
  role.addToPolicy(new PolicyStatement(statement))
  role.addToPolicy(
    new PolicyStatement({
      ...statement,
      effect: Effect.DENY,
      conditions: { ArnEquals: { 'lambda:SourceFunctionArn': functionArn } },
    }),
  )
}
