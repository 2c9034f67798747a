import { MINUTE_MS, SECOND_MS } from '../kernel/clock.ts'
import { rateLimited } from '../kernel/service-error.ts'
import { planOf } from '../plan/plan.ts'
import type { Tenant } from '../tenant/tenant.ts'

/**
 * Counts a topic that is made, changed or deleted; `rate_limited` beyond what the plan allows in a minute. Making and
 * deleting by turns breaks no other limit, and every change occupies the one controller that a cluster has.
 */
export function countTopicChange(tenant: Tenant, now: number): Tenant {
  const { topicChangesPerMinute } = planOf(tenant.plan).limits
  const { since = now, count = 0 } = tenant.topicChanges ?? {}
  // A clock that was set back begins a new minute, too.
  const isOver = now - since >= MINUTE_MS || now < since
  if (isOver) return { ...tenant, topicChanges: { since: now, count: 1 } }
  if (count >= topicChangesPerMinute) {
    const what = `The plan ${tenant.plan} allows ${topicChangesPerMinute} changes of topics a minute`
    throw rateLimited(what, Math.ceil((since + MINUTE_MS - now) / SECOND_MS))
  }
  return { ...tenant, topicChanges: { since, count: count + 1 } }
}
