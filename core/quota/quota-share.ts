import type { QuotaShare } from '../credential/credential.ts'
import type { Plan } from '../plan/plan.ts'

/**
 * What a credential may use on one broker when settling makes it as one of so many, and again whenever the tenant is at
 * rest: an even part. Brokers enforce quotas each for itself, so rates are divided by their number, too; rounded up, so
 * that a share is never 0. As soon as it is at work, its share follows what it uses (`share-cell.ts`).
 */
export function quotaShare(plan: Plan, brokers: number, credentials: number): QuotaShare {
  const { limits } = plan
  const among = Math.max(1, Math.min(credentials, limits.credentials))
  return {
    produceBytesPerSecond: Math.ceil(limits.produceBytesPerSecond / brokers / among),
    consumeBytesPerSecond: Math.ceil(limits.consumeBytesPerSecond / brokers / among),
    requestPercentage: Math.ceil(limits.requestPercentage / among),
  }
}

/** Whether that is such a share of the plan: then it may stay, however many credentials there are by now. */
export function isShareOf(plan: Plan, brokers: number, quota: QuotaShare | null): boolean {
  if (quota === null) return false
  const counts = Array.from({ length: plan.limits.credentials }, (_, n) => n + 1)
  return counts.some((count) => sameQuota(quota, quotaShare(plan, brokers, count)))
}

export function sameQuota(a: QuotaShare, b: QuotaShare): boolean {
  return (
    a.produceBytesPerSecond === b.produceBytesPerSecond &&
    a.consumeBytesPerSecond === b.consumeBytesPerSecond &&
    a.requestPercentage === b.requestPercentage
  )
}
