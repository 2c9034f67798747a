import type { QuotaShare } from '../credential/credential.ts'
import type { Plan } from '../plan/plan.ts'

/**
 * What one credential may use on one broker. Brokers enforce quotas each for itself, so the plan's rate is divided by
 * their number; rounded up, so that a share is never 0.
 */
export function quotaShare(plan: Plan, brokers: number): QuotaShare {
  return {
    produceBytesPerSecond: Math.ceil(plan.limits.produceBytesPerSecond / brokers),
    consumeBytesPerSecond: Math.ceil(plan.limits.consumeBytesPerSecond / brokers),
    requestPercentage: plan.limits.requestPercentage,
  }
}

export function sameQuota(a: QuotaShare | null, b: QuotaShare | null): boolean {
  if (a === null || b === null) return a === b
  return (
    a.produceBytesPerSecond === b.produceBytesPerSecond &&
    a.consumeBytesPerSecond === b.consumeBytesPerSecond &&
    a.requestPercentage === b.requestPercentage
  )
}
