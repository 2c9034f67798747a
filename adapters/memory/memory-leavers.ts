import type { Leaver } from '../../core/account/leaver.ts'
import type { MemberStore } from '../../core/account/member-ports.ts'
import { pageOf } from '../../core/kernel/page.ts'
import type { MemoryDatabase } from './memory-database.ts'

/** The part of the member store that is about who left. */
export function memoryLeavers(
  database: MemoryDatabase,
): Pick<MemberStore, 'getLeaver' | 'listLeavers' | 'forget'> {
  return {
    getLeaver: async (accountId, memberId) =>
      leaversOf(database, accountId).find(({ id }) => id === memberId),

    listLeavers: async (accountId, page) =>
      pageOf(leaversOf(database, accountId), page, ({ id }) => id),

    async forget({ id }) {
      database.leavers.delete(id)
    },
  }
}

/** By id. */
export function leaversOf({ leavers }: MemoryDatabase, accountId: string): readonly Leaver[] {
  return [...leavers.values()]
    .filter((each) => each.accountId === accountId)
    .map(({ dueAt: _, ...leaver }) => leaver)
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
}

/** A subject stays taken until its log-in is forgotten. */
export function isTaken({ members, leavers }: MemoryDatabase, subject: string): boolean {
  return members.has(subject) || [...leavers.values()].some((each) => each.subject === subject)
}
