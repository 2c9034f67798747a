import type { Fields } from '../audit/change.ts'
import { timeText } from '../kernel/clock.ts'
import type { Account, ApiToken, Member } from './account.ts'
import { type Invited, isInvited } from './invited.ts'
import type { Operator } from './operator.ts'

// What the trail shows of an account and who may use it: people by their roles, never by an address, and nothing else of it.

export const ACCOUNT_FIELDS: Fields<Account> = { name: ({ name }) => name }

export const MEMBER_FIELDS: Fields<Member | Invited> = {
  role: ({ role }) => role,
  state: (member) => (isInvited(member) ? 'invited' : 'member'),
  invitedUntil: (member) => (isInvited(member) ? timeText(member.invitedUntil) : null),
}

export const TOKEN_FIELDS: Fields<ApiToken> = {
  name: ({ name }) => name,
  role: ({ role }) => role,
  expiresAt: ({ expiresAt }) => (expiresAt === undefined ? null : timeText(expiresAt)),
}

export const OPERATOR_FIELDS: Fields<Operator> = { name: ({ name }) => name }
