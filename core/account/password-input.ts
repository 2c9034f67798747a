import * as z from 'zod'
import { codeSchema, emailSchema, knownPasswordSchema, passwordSchema } from './account-input.ts'

export const changePasswordSchema = z.strictObject({
  password: knownPasswordSchema,
  newPassword: passwordSchema,
})

export const requestResetSchema = z.strictObject({ email: emailSchema })

export const resetPasswordSchema = z.strictObject({
  email: emailSchema,
  code: codeSchema,
  password: passwordSchema,
})

export type ChangePasswordInput = z.infer<typeof changePasswordSchema>
export type ResetPasswordInput = z.infer<typeof resetPasswordSchema>
