import { LEAVING_DUE_AFTER_MS } from '../../core/account/leaver.ts'
import type { AccountDeletions } from '../../core/account/deletion-ports.ts'
import { hasTenants } from '../../core/account/has-tenants.ts'
import { keepEvent } from './memory-answer-store.ts'
import { changedMeanwhile, type MemoryDatabase } from './memory-database.ts'

export function memoryAccountDeletions(database: MemoryDatabase): AccountDeletions {
  const { accounts, closing, leavers, names } = database
  return {
    async close(accountId, event) {
      const account = accounts.get(accountId)
      if (account === undefined || account.deletedAt !== undefined) throw changedMeanwhile()
      if ((names.get(accountId)?.size ?? 0) > 0) throw hasTenants()
      keepEvent(database, event)
      accounts.set(accountId, { ...account, name: accountId, deletedAt: event.at })
      closing.set(accountId, event.at + LEAVING_DUE_AFTER_MS)
    },

    async eraseSome(accountId) {
      eraseAll(database, accountId)
      return true
    },

    async finish(accountId) {
      closing.delete(accountId)
    },

    async listDue(now, limit) {
      const people = [...leavers.values()].map(({ accountId, id: memberId, dueAt }) => ({
        dueAt,
        departure: { accountId, memberId },
      }))
      const whole = [...closing].map(([accountId, dueAt]) => ({ dueAt, departure: { accountId } }))
      const due = [...people, ...whole].filter(({ dueAt }) => dueAt <= now)
      const sorted = due.toSorted((a, b) => a.dueAt - b.dueAt)
      return sorted.slice(0, limit).map(({ departure }) => departure)
    },
  }
}

function eraseAll({ auditEvents, answers, tokens }: MemoryDatabase, accountId: string): void {
  for (const [id, event] of auditEvents)
    if (event.accountId === accountId) auditEvents.set(id, { ...event, sourceAddress: null })
  for (const [key, answer] of answers) if (answer.accountId === accountId) answers.delete(key)
  for (const [key, token] of tokens)
    if (token.accountId === accountId && token.revokedAt !== null) tokens.delete(key)
}
