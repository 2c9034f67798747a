import * as z from 'zod'
import { PLAN_IDS } from '../plan/plan.ts'
import { newTopicSchema } from '../topic/topic-input.ts'

/** More topics than this are made one by one: a tenant is declared in one transaction of bounded size. */
const TOPICS_AT_CREATION_MAX = 50

const tenantNameSchema = z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, {
  error:
    'A tenant name has 1 to 63 characters of a-z, 0-9 and "-", and begins with a letter or digit.',
})

const planIdSchema = z.enum(PLAN_IDS, {
  error: `The plan is one of ${PLAN_IDS.join(', ')}.`,
})

export const newTenantSchema = z.strictObject({
  name: tenantNameSchema,
  plan: planIdSchema,
  topics: z
    .array(newTopicSchema)
    .max(TOPICS_AT_CREATION_MAX, {
      error: `At most ${TOPICS_AT_CREATION_MAX} topics come with a tenant; make the others afterwards.`,
    })
    .optional(),
})

export const changeTenantSchema = z
  .strictObject({
    name: tenantNameSchema.optional(),
    plan: planIdSchema.optional(),
    deletionProtection: z.boolean({ error: 'deletionProtection is true or false.' }).optional(),
  })
  .refine((input) => Object.values(input).some((value) => value !== undefined), {
    error: 'Say what is to change: name, plan or deletionProtection.',
  })

/** A week in which a deletion can be taken back; 0 removes everything at once and for good. */
const DELETION_GRACE_SECONDS = 604_800
const GRACE_ERROR = `graceSeconds is a whole number from 0 to ${DELETION_GRACE_SECONDS}, a week.`

export const deleteTenantSchema = z.strictObject({
  graceSeconds: z
    .string()
    .regex(/^[0-9]{1,6}$/, { error: GRACE_ERROR })
    .transform(Number)
    .refine((seconds) => seconds <= DELETION_GRACE_SECONDS, { error: GRACE_ERROR })
    .default(DELETION_GRACE_SECONDS),
})

export type NewTenantInput = z.output<typeof newTenantSchema>
export type ChangeTenantInput = z.output<typeof changeTenantSchema>
export type DeleteTenantInput = z.output<typeof deleteTenantSchema>
