import { readFileSync } from 'node:fs'
import * as z from 'zod'

const reasons = z.array(z.object({ id: z.string(), reason: z.string() }))
const comments = z.array(z.object({ id: z.string(), comment: z.string() }))

const templateFile = z.object({
  Resources: z.record(
    z.string(),
    z.object({
      Metadata: z
        .object({
          cdk_nag: z.object({ rules_to_suppress: reasons }).optional(),
          checkov: z.object({ skip: comments }).optional(),
          'cfn-lint': z.object({ reasons }).optional(),
        })
        .optional(),
    }),
  ),
})

/** The CDK excuses a few of its own constructs from its own schema; nobody here accepted those. */
const CDK_EXCUSES_ITSELF = 'CloudFormation-Validate::'

/** `id: reason` of every finding that our code accepts, each once however many resources it is about. */
export function suppressionsIn(templatePaths: readonly string[]): readonly string[] {
  const accepted = templatePaths.flatMap((path) => {
    const { Resources } = templateFile.parse(JSON.parse(readFileSync(path, 'utf8')))
    return Object.values(Resources).flatMap(({ Metadata }) => [
      ...(Metadata?.cdk_nag?.rules_to_suppress ?? []),
      ...(Metadata?.['cfn-lint']?.reasons ?? []),
      ...(Metadata?.checkov?.skip ?? []).map(({ id, comment }) => ({ id, reason: comment })),
    ])
  })
  const ours = accepted.filter(({ id }) => !id.startsWith(CDK_EXCUSES_ITSELF))
  return [...new Set(ours.map(({ id, reason }) => `${ruleOf(id)}: ${reason}`))].sort()
}

/** cdk-nag says in brackets which of a policy's resources it means. */
function ruleOf(id: string): string {
  return id.replace(/\[.*$/s, '')
}
