import * as z from 'zod'
import { GRACE_MAX_SECONDS, roleSchema, topicPatternSchema } from './credential.ts'

/** Each pattern is an ACL of its own on the cluster. */
const TOPIC_PATTERNS_MAX = 10
/** A day: enough for the next deployment to pick up the new password. */
const GRACE_DEFAULT_SECONDS = 86_400

const rotateEveryDaysSchema = z
  .int({ error: 'rotateEveryDays is a whole number of days.' })
  .min(1, { error: 'rotateEveryDays is at least 1.' })
  .max(365, { error: 'rotateEveryDays is at most 365.' })

export const newCredentialSchema = z.strictObject({
  role: roleSchema,
  topics: z
    .array(topicPatternSchema)
    .max(TOPIC_PATTERNS_MAX, {
      error: `A credential has at most ${TOPIC_PATTERNS_MAX} topic patterns.`,
    })
    .optional(),
  rotateEveryDays: rotateEveryDaysSchema.optional(),
})

export const changeCredentialSchema = z.strictObject({
  rotateEveryDays: rotateEveryDaysSchema.nullable(),
})

export const rotateCredentialSchema = z.strictObject({
  graceSeconds: z
    .int({ error: 'graceSeconds is a whole number.' })
    .min(0, { error: 'graceSeconds is at least 0.' })
    .max(GRACE_MAX_SECONDS, { error: `graceSeconds is at most ${GRACE_MAX_SECONDS}, a week.` })
    .default(GRACE_DEFAULT_SECONDS),
})

export type NewCredentialInput = z.output<typeof newCredentialSchema>
export type ChangeCredentialInput = z.output<typeof changeCredentialSchema>
export type RotateCredentialInput = z.output<typeof rotateCredentialSchema>
