import * as z from 'zod'

const inVirginia = (service: string, resource: string) =>
  new RegExp(`^arn:aws[a-z-]*:${service}:us-east-1:\\d{12}:${resource}/.+$`)

/** How people reach the console and the API. CloudFront takes certificates and firewalls from us-east-1 alone. */
export const webSchema = z.strictObject({
  /** Left out: the address that CloudFront gives. */
  domain: z
    .strictObject({
      name: z.hostname({ error: 'must be a host name such as kafka.example.com' }),
      certificateArn: z.string().regex(inVirginia('acm', 'certificate'), {
        error: 'must be the ARN of a certificate in us-east-1, where CloudFront looks for it',
      }),
    })
    .optional(),
  /** A web ACL of AWS WAF, if there is to be one. */
  webAclArn: z
    .string()
    .regex(inVirginia('wafv2', 'global/webacl'), {
      error: 'must be the ARN of a global web ACL, which lies in us-east-1',
    })
    .optional(),
})

export type WebConfiguration = z.infer<typeof webSchema>
