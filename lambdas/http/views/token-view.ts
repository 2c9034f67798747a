import * as z from 'zod'
import type { ApiToken } from '../../../core/account/account.ts'
import { ROLES } from '../../../core/account/role.ts'
import { timeView } from './time.ts'

export const tokenSchema = z.object({
  id: z.string(),
  name: z.string(),
  role: z.enum(ROLES),
  createdBy: z.string(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime().optional(),
  lastUsedAt: z.iso.datetime().optional(),
})

export function tokenView(token: ApiToken): z.output<typeof tokenSchema> {
  const { id, name, role, createdBy, createdAt, expiresAt, lastUsedAt } = token
  return {
    id,
    name,
    role,
    createdBy,
    createdAt: timeView(createdAt),
    ...(expiresAt === undefined ? {} : { expiresAt: timeView(expiresAt) }),
    ...(lastUsedAt === undefined ? {} : { lastUsedAt: timeView(lastUsedAt) }),
  }
}
