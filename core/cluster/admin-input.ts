import * as z from 'zod'
import { bootstrapServersSchema } from './connection-input.ts'

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\]):\d+$/

const usernameSchema = z.string().regex(/^[\x21-\x7e]{1,200}$/, {
  error: 'username has 1 to 200 visible ASCII characters.',
})

/** Written and never shown again. */
const passwordSchema = z
  .string({ error: 'password is a text.' })
  .min(1, { error: 'password is empty.' })
  .max(500, { error: 'password has at most 500 characters.' })

const login = {
  username: usernameSchema,
  password: passwordSchema,
  bootstrapServers: bootstrapServersSchema.optional(),
  tls: z.boolean({ error: 'tls is true or false.' }).default(true),
}

const withPassword = z
  .strictObject({ kind: z.enum(['scram', 'plain']), ...login })
  .refine(
    ({ tls, bootstrapServers = '' }) =>
      tls || bootstrapServers.split(',').every((server) => LOOPBACK.test(server)),
    {
      path: ['tls'],
      error:
        'A password travels in plain text to this machine alone: leave tls out, or name bootstrapServers on localhost.',
    },
  )

const withRole = z.strictObject({
  kind: z.literal('iam'),
  clusterArn: z
    .string()
    .regex(/^arn:aws[a-z-]*:kafka:[a-z0-9-]+:\d{12}:cluster\/[A-Za-z0-9/_-]{1,150}$/, {
      error: 'clusterArn is the ARN of a cluster of Amazon MSK.',
    }),
})

/** How Headgate logs in to administer the cluster: SASL/SCRAM-SHA-512, SASL/PLAIN, or the role of its functions. */
export const adminSchema = z.union([withPassword, withRole], {
  error:
    'admin is {"kind": "scram" or "plain", "username", "password"} or {"kind": "iam", "clusterArn"}.',
})

export type AdminInput = z.output<typeof adminSchema>
