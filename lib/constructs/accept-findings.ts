import { CfnResource, Validations } from 'aws-cdk-lib'
import type { Construct } from 'constructs'

/**
 * Accepts findings of the static gate on everything below a construct: rule id → why it does not hold here. Ids
 * beginning with `CKV` are checkov's, those like `W3005` are cfn-lint's, the others are of cdk-nag and of our own rules.
 * The gate counts them, so that they stay few.
 */
export function acceptFindings(
  construct: Construct,
  reasons: Readonly<Record<string, string>>,
): void {
  const entries = Object.entries(reasons).map(([id, reason]) => ({ id, reason }))
  const toolOf = ({ id }: Accepted) => (/^[EWI]\d{4}$/.test(id) ? 'cfn-lint' : id.slice(0, 3))
  const byTool = Map.groupBy(entries, toolOf)
  const { CKV: checkov = [], 'cfn-lint': cfnLint = [] } = Object.fromEntries(byTool)
  const ofNag = entries.filter((entry) => ![...checkov, ...cfnLint].includes(entry))
  Validations.of(construct).acknowledge(...ofNag)
  const resources = construct.node.findAll().filter(CfnResource.isCfnResource)
  for (const resource of resources) acceptIn(resource, checkov, cfnLint)
}

interface Accepted {
  readonly id: string
  readonly reason: string
}

/** Metadata that is there already stays: a construct may accept what its parts did not. */
function acceptIn(
  resource: CfnResource,
  checkov: readonly Accepted[],
  cfnLint: readonly Accepted[],
): void {
  if (checkov.length > 0) {
    const known: { skip?: readonly object[] } = resource.getMetadata('checkov') ?? {}
    const skip = checkov.map(({ id, reason }) => ({ id, comment: reason }))
    resource.addMetadata('checkov', { skip: [...(known.skip ?? []), ...skip] })
  }
  if (cfnLint.length > 0) {
    const config = { ignore_checks: cfnLint.map(({ id }) => id) }
    resource.addMetadata('cfn-lint', { config, reasons: cfnLint })
  }
}
