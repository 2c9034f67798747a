import * as z from 'zod'
import type { Session } from '../../../core/account/identity-ports.ts'

export const sessionSchema = z.object({
  accessToken: z.string(),
  refreshToken: z.string(),
  expiresIn: z.int(),
})

export function sessionView({
  accessToken,
  refreshToken,
  expiresInSeconds,
}: Session): z.output<typeof sessionSchema> {
  return { accessToken, refreshToken, expiresIn: expiresInSeconds }
}
