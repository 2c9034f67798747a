import * as z from 'zod'
import { emailSchema, passwordSchema } from './account-input.ts'
import { ROLES } from './role.ts'

const TOKEN_CHARACTERS_MAX = 256
const roleSchema = z.enum(ROLES, {
  error: 'The role is "owner", "admin", "developer" or "viewer".',
})

export const inviteMemberSchema = z.strictObject({ email: emailSchema, role: roleSchema })
export const changeMemberSchema = z.strictObject({ role: roleSchema })
export const acceptInvitationSchema = z.strictObject({
  token: z.string().min(1).max(TOKEN_CHARACTERS_MAX, { error: 'This is no invitation.' }),
  password: passwordSchema,
})

export type InviteMemberInput = z.infer<typeof inviteMemberSchema>
export type ChangeMemberInput = z.infer<typeof changeMemberSchema>
export type AcceptInvitationInput = z.infer<typeof acceptInvitationSchema>
