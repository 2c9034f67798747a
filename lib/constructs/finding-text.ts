import * as z from 'zod'

const join = z.object({ 'Fn::Join': z.tuple([z.string(), z.array(z.unknown())]) })
const ref = z.object({ Ref: z.string() })

/** A resolved value of a template as cdk-nag writes it into the id of a finding: `arn:<AWS::Partition>:…`. */
export function findingText(value: unknown): string {
  if (typeof value === 'string') return value
  const joined = join.safeParse(value)
  if (joined.success) {
    const [delimiter, parts] = joined.data['Fn::Join']
    return parts.map(findingText).join(delimiter)
  }
  const referred = ref.safeParse(value)
  return referred.success ? `<${referred.data.Ref}>` : JSON.stringify(value)
}
