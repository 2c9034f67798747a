import type { Member } from '../../core/account/account.ts'
import { type Invited, isInvited } from '../../core/account/invited.ts'
import { LEAVING_DUE_AFTER_MS, leaverOf } from '../../core/account/leaver.ts'
import type { MemberStore } from '../../core/account/member-ports.ts'
import { pageOf } from '../../core/kernel/page.ts'
import { invalid, ServiceError } from '../../core/kernel/service-error.ts'
import { keepEvent } from './memory-answer-store.ts'
import {
  changedMeanwhile,
  copy,
  copyOf,
  type MemoryDatabase,
  refuseClosed,
} from './memory-database.ts'
import { isTaken, leaversOf, memoryLeavers } from './memory-leavers.ts'

export function memoryMemberStore(database: MemoryDatabase): MemberStore {
  const { members, invited, leavers } = database
  const all = (accountId: string): readonly (Member | Invited)[] =>
    [...members.values(), ...invited.values()].filter((each) => each.accountId === accountId)
  const find = (accountId: string, id: string) => all(accountId).find((each) => each.id === id)

  /** Fails unless the person is as they were read, and an owner stays. */
  function check(member: Member | Invited, ownerGoes: boolean): void {
    const stored = find(member.accountId, member.id)
    if (stored?.role !== member.role || isInvited(stored) !== isInvited(member))
      throw changedMeanwhile()
    if (database.accounts.get(member.accountId)?.deletedAt !== undefined) return
    const owners = all(member.accountId).filter((each) => !isInvited(each) && each.role === 'owner')
    if (ownerGoes && !isInvited(member) && member.role === 'owner' && owners.length === 1)
      throw new ServiceError('conflict', 'The last owner of an account stays its owner.')
  }

  return {
    get: async (accountId, memberId) => copyOf(find(accountId, memberId)),

    list: async (accountId, page) =>
      copy(
        pageOf(
          all(accountId).toSorted((a, b) => (a.id < b.id ? -1 : 1)),
          page,
          ({ id }) => id,
        ),
      ),

    async invite(person, event, max) {
      refuseClosed(database, person.accountId)
      const present = [...all(person.accountId), ...leaversOf(database, person.accountId)]
      if (present.some(({ email }) => email === person.email)) throw alreadyThere()
      if (present.length >= max)
        throw new ServiceError('limit_reached', `An account may have ${max} members.`)
      keepEvent(database, event)
      invited.set(person.id, copy(person))
    },

    async accept(person, subject, event) {
      if (isTaken(database, subject)) throw ofAnother()
      if (invited.get(person.id)?.invitedUntil !== person.invitedUntil) throw changedMeanwhile()
      keepEvent(database, event)
      invited.delete(person.id)
      const { invitedUntil: _, ...rest } = person
      members.set(subject, copy({ ...rest, subject }))
    },

    async changeRole(member, role, event) {
      check(member, role !== 'owner')
      keepEvent(database, event)
      members.set(member.subject, copy({ ...member, role }))
    },

    async remove(member, event) {
      check(member, true)
      keepEvent(database, event)
      if (isInvited(member)) invited.delete(member.id)
      else {
        members.delete(member.subject)
        const dueAt = event.at + LEAVING_DUE_AFTER_MS
        leavers.set(member.id, { ...leaverOf(member), dueAt })
      }
    },

    ...memoryLeavers(database),
  }
}

function alreadyThere(): ServiceError {
  const { problems } = invalid('/email', 'This address is a member or invited already.')
  return new ServiceError('conflict', 'This address is a member or invited already.', { problems })
}

function ofAnother(): ServiceError {
  return new ServiceError('conflict', 'This log-in belongs to an account already.')
}
