import type { Template } from 'aws-cdk-lib/assertions'

export interface Statement {
  readonly Effect: string
  readonly Action: string | readonly string[]
  readonly Resource: unknown
  readonly Condition?: unknown
}

/** What each role may do: the statements of its policies, by the role's logical id. */
export function statementsByRole(template: Template): ReadonlyMap<string, readonly Statement[]> {
  const policies = Object.values(template.findResources('AWS::IAM::Policy'))
  const pairs = policies.flatMap(({ Properties }) =>
    Properties.Roles.map((role: { Ref: string }) => [
      role.Ref,
      Properties.PolicyDocument.Statement as readonly Statement[],
    ]),
  ) as (readonly [string, readonly Statement[]])[]
  return new Map(
    [...Map.groupBy(pairs, ([role]) => role)].map(([role, own]) => [
      role,
      own.flatMap(([, statements]) => statements),
    ]),
  )
}

/** The statements of the one function whose name ends so. */
export function statementsOf(template: Template, name: string): readonly Statement[] {
  const functions = Object.values(template.findResources('AWS::Lambda::Function'))
  const found = functions.find(({ Properties }) => Properties.FunctionName === name)
  const role: string = found?.Properties.Role['Fn::GetAtt'][0]
  const statements = statementsByRole(template).get(role)
  if (statements === undefined) throw new Error(`no function ${name} with a policy of its own`)
  return statements
}

export function actionsOf({ Action }: Statement): readonly string[] {
  return typeof Action === 'string' ? [Action] : Action
}

export function resourcesOf({ Resource }: Statement): readonly string[] {
  const all = Array.isArray(Resource) ? Resource : [Resource]
  return all.map((each) => (typeof each === 'string' ? each : JSON.stringify(each)))
}
