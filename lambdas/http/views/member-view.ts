import * as z from 'zod'
import type { Member } from '../../../core/account/account.ts'
import { type Invited, isInvited } from '../../../core/account/invited.ts'
import { ROLES } from '../../../core/account/role.ts'
import { timeView } from './time.ts'

export const memberSchema = z.object({
  id: z.string(),
  email: z.string(),
  role: z.enum(ROLES),
  state: z.enum(['invited', 'active']),
  invitedUntil: z.iso.datetime().optional(),
  createdAt: z.iso.datetime(),
})

export function memberView(member: Member | Invited): z.output<typeof memberSchema> {
  const { id, email, role, createdAt } = member
  const state = isInvited(member)
    ? ({ state: 'invited', invitedUntil: timeView(member.invitedUntil) } as const)
    : ({ state: 'active' } as const)
  return { id, email, role, ...state, createdAt: timeView(createdAt) }
}
