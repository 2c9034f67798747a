import * as z from 'zod'

/** Who collects what invoices say: Stripe, by a Billing Meter. Left out: nobody. */
export const paymentSchema = z.strictObject({
  /** A secret whose text is a key of Stripe that may write meter events; made by hand. */
  secretArn: z.string().regex(/^arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:\d{12}:secret:.+-\w{6}$/, {
    error: 'must be the whole ARN of a secret, with the six characters at its end',
  }),
  /** Of the key that it lies under, unless that is the account's own for Secrets Manager. */
  keyArn: z
    .string()
    .regex(/^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/.+$/, { error: 'must be the ARN of a key' })
    .optional(),
  /** The event name of the meter, whose price is a millionth of a dollar. */
  meterEvent: z.string().min(1).max(100).default('headgate_micros'),
})
