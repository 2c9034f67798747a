import { DAY_MS } from '../kernel/clock.ts'
import type { Member } from './account.ts'
import type { Role } from './role.ts'

/** Somebody who was asked by mail to become a member, and has the id that they will have. */
export interface Invited {
  readonly id: string
  readonly accountId: string
  readonly email: string
  readonly role: Role
  readonly createdAt: number
  readonly invitedUntil: number
}

/** Members and invited together. A person is counted once, whatever their state. */
export const ACCOUNT_MEMBERS_MAX = 100
export const INVITED_FOR_MS = 7 * DAY_MS

export function isInvited(member: Member | Invited): member is Invited {
  return 'invitedUntil' in member
}
