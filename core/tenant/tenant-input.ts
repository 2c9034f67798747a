import * as z from 'zod'
import { PLAN_IDS } from '../plan/plan.ts'
import { newTopicSchema } from '../topic/topic-input.ts'

/** More topics than this are made one by one: a tenant is declared in one transaction of bounded size. */
export const TOPICS_AT_CREATION_MAX = 50

export const tenantNameSchema = z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, {
  error:
    'A tenant name has 1 to 63 characters of a-z, 0-9 and "-", and begins with a letter or digit.',
})

export const planIdSchema = z.enum(PLAN_IDS, {
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

export type NewTenantInput = z.output<typeof newTenantSchema>
