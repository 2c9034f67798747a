import type { ApiToken } from '../../core/account/account.ts'
import { mayActAs } from '../../core/account/role.ts'
import type { AccountStore } from '../../core/account/account-ports.ts'
import { pageOf } from '../../core/kernel/page.ts'
import { notFound, ServiceError } from '../../core/kernel/service-error.ts'
import { keepEvent } from './memory-answer-store.ts'
import { copy, copyOf, type MemoryDatabase, pairKey, refuseClosed } from './memory-database.ts'
import { isTaken } from './memory-leavers.ts'

export function memoryAccountStore(database: MemoryDatabase): AccountStore {
  const { accounts, members, operations, tokens } = database
  return {
    async open(account, owner, auditEvent, operation) {
      if (isTaken(database, owner.subject)) {
        throw new ServiceError('conflict', 'This person is a member of an account already.')
      }
      refuseTaken(accounts.has(account.id), 'account')
      refuseTaken(operations.has(operation.id), 'operation')
      keepEvent(database, auditEvent)
      accounts.set(account.id, copy(account))
      members.set(owner.subject, copy(owner))
      operations.set(operation.id, copy(operation))
    },

    get: async (accountId) => copyOf(accounts.get(accountId)),

    async rename(accountId, name, auditEvent) {
      const account = accounts.get(accountId)
      if (account === undefined || account.deletedAt !== undefined) throw notFound('account')
      keepEvent(database, auditEvent)
      accounts.set(accountId, { ...account, name })
    },

    memberBySubject: async (subject) => copyOf(members.get(subject)),

    async addToken(token, auditEvent, max) {
      const key = pairKey(token.accountId, token.id)
      refuseTaken(tokens.has(key), 'token')
      refuseClosed(database, token.accountId)
      refuseWithoutMember(database, token)
      refuseMoreTokens(liveTokens(database, token.accountId).length, max)
      keepEvent(database, auditEvent)
      tokens.set(key, copy(token))
    },

    getToken: async (accountId, tokenId) => copyOf(tokens.get(pairKey(accountId, tokenId))),

    async listTokens(accountId, request) {
      const sorted = liveTokens(database, accountId).toSorted((a, b) => (a.id < b.id ? -1 : 1))
      return copy(pageOf(sorted, request, (token) => token.id))
    },

    async noteTokenUse(accountId, tokenId, at) {
      const key = pairKey(accountId, tokenId)
      const token = tokens.get(key)
      if (token?.revokedAt === null) tokens.set(key, { ...token, lastUsedAt: at })
    },

    async revokeToken(accountId, tokenId, at, auditEvent) {
      const key = pairKey(accountId, tokenId)
      const token = tokens.get(key)
      if (token === undefined || token.revokedAt !== null) return
      keepEvent(database, auditEvent)
      tokens.set(key, { ...token, revokedAt: at })
    },
  }
}

function liveTokens({ tokens }: MemoryDatabase, accountId: string) {
  return [...tokens.values()].filter(
    (token) => token.accountId === accountId && token.revokedAt === null,
  )
}

function refuseWithoutMember({ members }: MemoryDatabase, { memberId, role }: ApiToken): void {
  if (memberId === undefined) return
  const member = [...members.values()].find(({ id }) => id === memberId)
  if (member !== undefined && mayActAs(member.role, role)) return
  throw new ServiceError('forbidden', 'Your role does not allow this any more.')
}

function refuseTaken(isTaken: boolean, what: string): void {
  if (isTaken) throw new ServiceError('conflict', `There is a ${what} of this id already.`)
}

function refuseMoreTokens(used: number, max: number): void {
  if (used < max) return
  throw new ServiceError(
    'limit_reached',
    `An account may have ${max} API tokens and this one has as many. Revoke one first.`,
  )
}
