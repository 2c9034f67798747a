import { alterClientQuotasV1, type ClientQuotaKey } from '@platformatic/kafka'
import type { ItemResult, UserQuota } from '../../core/cluster/cluster-ports.ts'
import type { QuotaShare } from '../../core/credential/credential.ts'
import type { AdminRequests } from './admin-requests.ts'
import { lastByKey } from './bounded.ts'
import { resultsInOrder } from './errors.ts'

/** Which of Kafka's quotas holds which share. They lie on the user, so more client ids or connections gain nothing. */
export const QUOTA_KEYS: Readonly<Record<keyof QuotaShare, ClientQuotaKey>> = {
  produceBytesPerSecond: 'producer_byte_rate',
  consumeBytesPerSecond: 'consumer_byte_rate',
  requestPercentage: 'request_percentage',
}

/** Sets or removes all quotas of each user; removing what is not there counts as done. */
export async function setQuotas(
  requests: AdminRequests,
  quotas: readonly UserQuota[],
): Promise<ItemResult[]> {
  const distinct = [...lastByKey(quotas, ({ username }) => username).values()]
  const entries = distinct.map(({ username, quota }) => ({
    entities: [{ entityType: 'user' as const, entityName: username }],
    ops: quota === null ? removals() : additions(quota),
  }))
  const answer = await requests.ask(alterClientQuotasV1.api, entries, false)
  const codes = new Map(
    answer.entries.map(({ entity, errorCode }) => [entity[0]?.entityName ?? '', errorCode]),
  )
  return resultsInOrder(
    quotas.map(({ username }) => username),
    codes,
  )
}

function additions(quota: QuotaShare) {
  return [
    set(QUOTA_KEYS.produceBytesPerSecond, quota.produceBytesPerSecond),
    set(QUOTA_KEYS.consumeBytesPerSecond, quota.consumeBytesPerSecond),
    set(QUOTA_KEYS.requestPercentage, quota.requestPercentage),
  ]
}

function set(key: ClientQuotaKey, value: number) {
  return { key, value, remove: false } as const
}

function removals() {
  return Object.values(QUOTA_KEYS).map((key) => ({ key, remove: true }) as const)
}
