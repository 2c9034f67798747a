import * as z from 'zod'
import { GRACE_MAX_SECONDS, roleSchema, topicPatternSchema } from './credential.ts'

/** Each pattern is an ACL of its own on the cluster. */
const TOPIC_PATTERNS_MAX = 10
/** A day: enough for the next deployment to pick up the new password. */
const GRACE_DEFAULT_SECONDS = 86_400

export const newCredentialSchema = z.strictObject({
  role: roleSchema,
  topics: z
    .array(topicPatternSchema)
    .max(TOPIC_PATTERNS_MAX, {
      error: `A credential has at most ${TOPIC_PATTERNS_MAX} topic patterns.`,
    })
    .optional(),
})

export const rotateCredentialSchema = z.strictObject({
  graceSeconds: z
    .int({ error: 'graceSeconds is a whole number.' })
    .min(0, { error: 'graceSeconds is at least 0.' })
    .max(GRACE_MAX_SECONDS, { error: `graceSeconds is at most ${GRACE_MAX_SECONDS}, a week.` })
    .default(GRACE_DEFAULT_SECONDS),
})

export type NewCredentialInput = z.output<typeof newCredentialSchema>
export type RotateCredentialInput = z.output<typeof rotateCredentialSchema>
