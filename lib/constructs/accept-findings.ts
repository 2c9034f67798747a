import { CfnResource, Validations } from 'aws-cdk-lib'
import type { Construct } from 'constructs'

/**
 * Accepts findings of the static gate on everything below a construct: rule id → why it does not hold here. Ids
 * beginning with `CKV` are checkov's, the others are of cdk-nag and of our own rules. The gate counts them, so that
 * they stay few.
 */
export function acceptFindings(
  construct: Construct,
  reasons: Readonly<Record<string, string>>,
): void {
  const entries = Object.entries(reasons).map(([id, reason]) => ({ id, reason }))
  const ofCheckov = entries.filter(({ id }) => id.startsWith('CKV'))
  Validations.of(construct).acknowledge(...entries.filter((entry) => !ofCheckov.includes(entry)))
  if (ofCheckov.length === 0) return
  const skip = ofCheckov.map(({ id, reason }) => ({ id, comment: reason }))
  for (const resource of construct.node.findAll().filter(CfnResource.isCfnResource)) {
    resource.addMetadata('checkov', { skip })
  }
}
