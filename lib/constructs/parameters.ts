import { StringParameter } from 'aws-cdk-lib/aws-ssm'
import type { Construct } from 'constructs'

/** What one stack tells the others. The order of deployment follows it (docs/adr/0003-stacks-share-parameters.md). */
export interface Published {
  readonly deployment: string
  /** `foundation`, `state`, or `cells/<name>`. */
  readonly part: string
}

/** Writes values for other stacks to read; none of them is a secret. */
export function publish(
  scope: Construct,
  { deployment, part }: Published,
  values: Record<string, string>,
) {
  for (const [key, stringValue] of Object.entries(values)) {
    new StringParameter(scope, `Parameter-${key}`, {
      parameterName: `/${deployment}/${part}/${key}`,
      stringValue,
    })
  }
}

/** The value that another stack published, resolved by CloudFormation at every deployment. */
export function published(scope: Construct, { deployment, part }: Published, key: string): string {
  return StringParameter.valueForStringParameter(scope, `/${deployment}/${part}/${key}`)
}
