import * as z from 'zod'

/** The query of what is told for one month; the running one when it is left out. */
export const monthQuerySchema = z.strictObject({
  period: z
    .string()
    .regex(/^20[0-9]{2}-(?:0[1-9]|1[0-2])$/, { error: 'period is a month, such as 2026-01.' })
    .optional(),
})
