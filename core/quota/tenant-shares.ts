import type { QuotaShare } from '../credential/credential.ts'
import type { PlanId } from '../plan/plan.ts'
import type { ServedSpan } from './served-lately.ts'

/** The three things that a share bounds. */
export const SHARED_RATES = [
  'produceBytesPerSecond',
  'consumeBytesPerSecond',
  'requestPercentage',
] as const satisfies readonly (keyof QuotaShare)[]

export type SharedRate = (typeof SHARED_RATES)[number]

/** What one credential may use now, and what it used lately. */
export interface UserShare {
  readonly username: string
  readonly quota: QuotaShare
  readonly lately: Readonly<Record<SharedRate, number>>
  /** When the quota was last sent to the cluster. */
  readonly sentAt: number
  /** It was sent in two passes: one that died between writing and sending is made good by the next. */
  readonly sure: boolean
}

/**
 * How a tenant at work shares its rates among its credentials. One that used nothing for a while has no such item, and its
 * credentials have the shares of rest.
 */
export interface TenantShares {
  readonly tenantId: string
  readonly plan: PlanId
  readonly users: readonly UserShare[]
  readonly spans: readonly ServedSpan[]
  /** Below 1 while clients get more than their quotas say (many connections do): aims so much lower. */
  readonly aims: Readonly<Record<'produce' | 'consume', number>>
  /** Bytes produced beyond the plan that are not paid off yet (`rate-hold.ts`). */
  readonly ahead: number
  readonly lookedAt: number
}
