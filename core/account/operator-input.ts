import * as z from 'zod'
import { nameSchema } from './account-input.ts'

/** Both an installation's own 64 characters and a token made on one machine fit. */
const SECRET_CHARACTERS_MAX = 256

export const addOperatorSchema = z.strictObject({ name: nameSchema('An operator’s name') })

export const claimOperatorSchema = z.strictObject({
  secret: z
    .string()
    .min(1, { error: 'The bootstrap secret is missing.' })
    .max(SECRET_CHARACTERS_MAX, { error: 'This is no bootstrap secret.' }),
  name: nameSchema('An operator’s name'),
})

export type AddOperatorInput = z.infer<typeof addOperatorSchema>
export type ClaimOperatorInput = z.infer<typeof claimOperatorSchema>
