import * as z from 'zod'
import type { Member } from '../../core/account/account.ts'
import type { Invited } from '../../core/account/invited.ts'
import type { Leaver } from '../../core/account/leaver.ts'
import type { MemberStore } from '../../core/account/member-ports.ts'
import { ROLES } from '../../core/account/role.ts'
import { isServiceError } from '../../core/kernel/service-error.ts'
import { LEAVER_PREFIX, leaverKey, MEMBER_PREFIX } from './account-keys.ts'
import type { DynamoTable } from './dynamo-table.ts'
import { getItem, readItem } from './items.ts'
import { accountPartition, memberKey } from './keys.ts'
import {
  acceptWrites,
  forgetWrites,
  inviteWrites,
  removeWrites,
  roleWrites,
} from './member-writes.ts'
import { queryPage } from './query-page.ts'
import { memberSchema } from './records.ts'
import { transactDurably } from './transact.ts'

const invitedSchema: z.ZodType<Invited> = z.strictObject({
  id: z.string(),
  accountId: z.string(),
  email: z.string(),
  role: z.enum(ROLES),
  createdAt: z.int(),
  invitedUntil: z.int(),
})

const leaverSchema: z.ZodType<Leaver> = z.strictObject({
  id: z.string(),
  accountId: z.string(),
  email: z.string(),
  subject: z.string(),
})

const personSchema: z.ZodType<Member | Invited> = z.union([memberSchema, invitedSchema])

export function dynamoMemberStore(table: DynamoTable): MemberStore {
  return {
    async get(accountId, memberId) {
      const item = await getItem(table, memberKey(accountId, memberId))
      return item === undefined ? undefined : readItem(personSchema, item)
    },

    async list(accountId, request) {
      const partition = accountPartition(accountId)
      const listing = { partition, prefix: MEMBER_PREFIX, order: 'ascending' } as const
      const page = await queryPage(table, listing, request)
      return { ...page, items: page.items.map((item) => readItem(personSchema, item)) }
    },

    invite: (invited, event, max) =>
      transactDurably(
        table,
        inviteWrites(invited, event, max),
        memberKey(invited.accountId, invited.id),
      ),

    accept: (invited, subject, event) =>
      transactDurably(
        table,
        acceptWrites(invited, subject, event),
        memberKey(invited.accountId, invited.id),
      ),

    changeRole: (member, role, event) =>
      transactDurably(
        table,
        roleWrites(member, role, event),
        memberKey(member.accountId, member.id),
      ),

    remove: (member, event) =>
      transactDurably(table, removeWrites(member, event), memberKey(member.accountId, member.id)),

    async getLeaver(accountId, memberId) {
      const item = await getItem(table, leaverKey(accountId, memberId))
      return item === undefined ? undefined : readItem(leaverSchema, item)
    },

    async listLeavers(accountId, request) {
      const partition = accountPartition(accountId)
      const listing = { partition, prefix: LEAVER_PREFIX, order: 'ascending' } as const
      const page = await queryPage(table, listing, request)
      return { ...page, items: page.items.map((item) => readItem(leaverSchema, item)) }
    },

    async forget(leaver) {
      const key = leaverKey(leaver.accountId, leaver.id)
      await transactDurably(table, forgetWrites(leaver), key).catch((error: unknown) => {
        if (!isServiceError(error, 'conflict')) throw error
      })
    },
  }
}
