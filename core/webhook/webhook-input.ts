import * as z from 'zod'

const URL_CHARACTERS_MAX = 2_048
const PATTERNS_MAX = 20

const urlSchema = z
  .string()
  .min(1, { error: 'The url is missing.' })
  .max(URL_CHARACTERS_MAX, { error: `A url has at most ${URL_CHARACTERS_MAX} characters.` })

const eventsSchema = z
  .array(
    z.string().regex(/^(?:\*|(?:tenant|credential|limit)\.(?:\*|[a-z][a-z0-9_-]{0,39}))$/, {
      error: 'An event is "tenant.*", "credential.*", "limit.*", "*", or one of their names.',
    }),
  )
  .min(1, { error: 'Name at least one event; "*" stands for all.' })
  .max(PATTERNS_MAX, { error: `A webhook names at most ${PATTERNS_MAX} events.` })

export const createWebhookSchema = z.strictObject({
  url: urlSchema,
  events: eventsSchema.default(['*']),
})

export const changeWebhookSchema = z
  .strictObject({
    url: urlSchema.optional(),
    events: eventsSchema.optional(),
    enabled: z.boolean().optional(),
  })
  .refine((input) => Object.values(input).some((value) => value !== undefined), {
    error: 'Say what is to change: url, events or enabled.',
  })

export type CreateWebhookInput = z.output<typeof createWebhookSchema>
export type ChangeWebhookInput = z.output<typeof changeWebhookSchema>
