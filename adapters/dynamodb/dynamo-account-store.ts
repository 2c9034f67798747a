import type { AccountStore } from '../../core/account/account-ports.ts'
import { renameWrites } from './close-account.ts'
import { openingWrites } from './open-account.ts'
import type { DynamoTable } from './dynamo-table.ts'
import { getItem, readItem } from './items.ts'
import {
  accountKey,
  accountPartition,
  memberKey,
  revokedTokenKey,
  subjectKey,
  TOKEN_PREFIX,
  tokenKey,
} from './keys.ts'
import { queryPage } from './query-page.ts'
import { accountSchema, memberSchema, subjectSchema, tokenSchema } from './records.ts'
import { noteTokenUse, revokeToken, tokenWrites } from './token-writes.ts'
import { transactDurably } from './transact.ts'

export function dynamoAccountStore(table: DynamoTable): AccountStore {
  return {
    open: (account, owner, auditEvent, operation) =>
      transactDurably(
        table,
        openingWrites(account, owner, auditEvent, operation),
        accountKey(account.id),
      ),

    async get(accountId) {
      const item = await getItem(table, accountKey(accountId))
      return item === undefined ? undefined : readItem(accountSchema, item)
    },

    rename: (accountId, name, event) =>
      transactDurably(table, renameWrites(accountId, name, event), accountKey(accountId)),

    async memberBySubject(subject) {
      const pointer = await getItem(table, subjectKey(subject))
      if (pointer === undefined) return undefined
      const { accountId, memberId } = readItem(subjectSchema, pointer)
      const item = await getItem(table, memberKey(accountId, memberId))
      return item === undefined ? undefined : readItem(memberSchema, item)
    },

    addToken: (token, auditEvent, max) =>
      transactDurably(
        table,
        tokenWrites(token, auditEvent, max),
        tokenKey(token.accountId, token.id),
      ),

    async getToken(accountId, tokenId) {
      const live = await getItem(table, tokenKey(accountId, tokenId))
      const item = live ?? (await getItem(table, revokedTokenKey(accountId, tokenId)))
      return item === undefined ? undefined : readItem(tokenSchema, item)
    },

    async listTokens(accountId, request) {
      const partition = accountPartition(accountId)
      const listing = { partition, prefix: TOKEN_PREFIX, order: 'ascending' } as const
      const page = await queryPage(table, listing, request)
      return { ...page, items: page.items.map((item) => readItem(tokenSchema, item)) }
    },

    noteTokenUse: (accountId, tokenId, at) => noteTokenUse(table, tokenKey(accountId, tokenId), at),

    revokeToken: (accountId, tokenId, at, auditEvent) =>
      revokeToken(table, { accountId, tokenId, at, auditEvent }),
  }
}
