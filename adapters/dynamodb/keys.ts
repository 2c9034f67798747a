import { createHash } from 'node:crypto'

/** Where an item lies in the table. */
export interface Key {
  readonly pk: string
  readonly sk: string
}

/** Beginnings of sort keys that lists go by. */
export const NAME_PREFIX = 'NAME#'
export const EVENT_PREFIX = 'EVENT#'
export const TOKEN_PREFIX = 'TOKEN#'
export const REVOKED_PREFIX = 'REVOKED#'
export const ANSWER_PREFIX = 'ANSWER#'
export const PLAN_CHANGE_PREFIX = 'PLAN#'
export const INVOICE_PREFIX = 'INVOICE#'
export const CREDIT_PREFIX = 'CREDIT#'
export const REVENUE_PREFIX = 'PART#'

const TENANT_PREFIX = 'TENANT#'

export function tenantKey(id: string): Key {
  return { pk: `${TENANT_PREFIX}${id}`, sk: 'TENANT' }
}

/** The id in a tenant's key: all that the index of the unsettled holds. */
export function tenantIdOf(pk: string): string {
  return pk.slice(TENANT_PREFIX.length)
}

/** Beside its tenant; the streams and the index of the unsettled have nothing to do with it. */
export function observationKey(tenantId: string): Key {
  return { pk: `${TENANT_PREFIX}${tenantId}`, sk: 'OBSERVATION' }
}

export function accountPartition(accountId: string): string {
  return `ACCOUNT#${accountId}`
}

export function accountKey(accountId: string): Key {
  return { pk: accountPartition(accountId), sk: 'ACCOUNT' }
}

/** Claims a tenant's name in its account: as long as it lies there, no other tenant can have the name. */
export function nameKey(accountId: string, name: string): Key {
  return { pk: accountPartition(accountId), sk: `${NAME_PREFIX}${name}` }
}

/** How many tenants the account has. */
export function tenantCountKey(accountId: string): Key {
  return { pk: accountPartition(accountId), sk: 'TENANTS' }
}

/** How many tokens of the account are not revoked. */
export function tokenCountKey(accountId: string): Key {
  return { pk: accountPartition(accountId), sk: 'TOKENS' }
}

export function memberKey(accountId: string, memberId: string): Key {
  return { pk: accountPartition(accountId), sk: `MEMBER#${memberId}` }
}

/** Says whose member a subject of the identity provider is. */
export function subjectKey(subject: string): Key {
  return { pk: `SUBJECT#${subject}`, sk: 'SUBJECT' }
}

export function tokenKey(accountId: string, tokenId: string): Key {
  return { pk: accountPartition(accountId), sk: `${TOKEN_PREFIX}${tokenId}` }
}

/** Revoked tokens lie apart, so that a list of the others never reads past them. */
export function revokedTokenKey(accountId: string, tokenId: string): Key {
  return { pk: accountPartition(accountId), sk: `${REVOKED_PREFIX}${tokenId}` }
}

/** The key of a request is hashed: it may hold 255 characters of anything, and may be private. */
export function answerKey(accountId: string, idempotencyKey: string): Key {
  const hash = createHash('sha256').update(idempotencyKey).digest('hex')
  return { pk: accountPartition(accountId), sk: `${ANSWER_PREFIX}${hash}` }
}

/** What orders events: their time, padded so that text sorts as numbers do, then their id. */
function eventOrder(event: { readonly at: number; readonly id: string }): string {
  return `${String(event.at).padStart(15, '0')}#${event.id}`
}

export function eventKey(event: {
  readonly accountId: string
  readonly at: number
  readonly id: string
}): Key {
  return { pk: accountPartition(event.accountId), sk: `${EVENT_PREFIX}${eventOrder(event)}` }
}

export function operationKey(id: string): Key {
  return { pk: `OPERATION#${id}`, sk: 'OPERATION' }
}

export const CLUSTERS_PARTITION = 'CLUSTERS'

export function clusterKey(id: string): Key {
  return { pk: CLUSTERS_PARTITION, sk: id }
}

/** A place of its own for each cluster, so that many can be written at once. */
export function loadKey(clusterId: string): Key {
  return { pk: `LOAD#${clusterId}`, sk: 'LOAD' }
}

export function loginKey(email: string): Key {
  return { pk: `LOGIN#${email}`, sk: 'LOGIN' }
}

export function spentCodeKey(email: string): Key {
  return { pk: `SPENT-CODE#${email}`, sk: 'SPENT-CODE' }
}

export function grantKey(id: string): Key {
  return { pk: `GRANT#${id}`, sk: 'GRANT' }
}

export function secretKey(username: string): Key {
  return { pk: `SECRET#${username}`, sk: 'SECRET' }
}

/** Versions of a tenant, padded so that text sorts as numbers do. */
function orderText(order: number): string {
  return String(order).padStart(12, '0')
}

export function planChangeKey(change: {
  readonly accountId: string
  readonly tenantId: string
  readonly order: number
}): Key {
  const sk = `${PLAN_CHANGE_PREFIX}${change.tenantId}#${orderText(change.order)}`
  return { pk: accountPartition(change.accountId), sk }
}

export function billedShard(shard: number): string {
  return `BILLED#${shard}`
}

/** Says that the account pays for something: where whoever makes invoices finds it. */
export function billedKey(accountId: string, shards: number): Key {
  const shard = (createHash('sha256').update(accountId).digest()[0] ?? 0) % shards
  return { pk: billedShard(shard), sk: accountId }
}

/** How far the account's invoices have come: number, last closed month. */
export function billingStateKey(accountId: string): Key {
  return { pk: accountPartition(accountId), sk: 'BILLING' }
}

export function billingProfileKey(accountId: string): Key {
  return { pk: accountPartition(accountId), sk: 'BILLINGPROFILE' }
}

/** By month, so that there can be no two for one. */
export function invoiceKey(accountId: string, period: string): Key {
  return { pk: accountPartition(accountId), sk: `${INVOICE_PREFIX}${period}` }
}

/** Says which month an invoice is for. */
export function invoiceIdKey(accountId: string, invoiceId: string): Key {
  return { pk: accountPartition(accountId), sk: `INVOICEID#${invoiceId}` }
}

export function creditKey(credit: {
  readonly accountId: string
  readonly at: number
  readonly id: string
}): Key {
  return { pk: accountPartition(credit.accountId), sk: `${CREDIT_PREFIX}${eventOrder(credit)}` }
}

export function paymentsShard(shard: number): string {
  return `PAYMENTS#${shard}`
}

/** Where whoever sends payments finds what is open. */
export function openPaymentKey(accountId: string, invoiceId: string, shards: number): Key {
  const shard = billedKey(accountId, shards).pk.slice('BILLED#'.length)
  return { pk: paymentsShard(Number(shard)), sk: invoiceId }
}

/** Beside the invoice, once it went out. */
export function sentPaymentKey(accountId: string, invoiceId: string): Key {
  return { pk: accountPartition(accountId), sk: `PAYMENT#${invoiceId}` }
}

export function revenuePartition(period: string): string {
  return `REVENUE#${period}`
}

export function revenueKey(period: string, shard: number): Key {
  const sk = `${REVENUE_PREFIX}${String(shard).padStart(3, '0')}`
  return { pk: revenuePartition(period), sk }
}
