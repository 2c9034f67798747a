/**
 * What is told about limits, in the audit trail and to whoever subscribes to it. Each mark is told once when it is
 * reached, and again only after the tenant was clearly below it.
 */
export const LIMIT_EVENTS = {
  storage80: 'limit.storage_80',
  storage90: 'limit.storage_90',
  storage100: 'limit.storage_100',
  /** The storage hold is lifted: the tenant may write again. */
  storageFreed: 'limit.storage_freed',
  /** Five minutes held more than the plan in spite of the quotas: the tenant can only be read until it has paid that off. */
  rateExceeded: 'limit.rate_exceeded',
  /** The rate hold is lifted: the tenant may write again. */
  rateFreed: 'limit.rate_freed',
  /** It has as many consumer groups as its plan. */
  groups100: 'limit.groups_100',
} as const

export type LimitEvent = (typeof LIMIT_EVENTS)[keyof typeof LIMIT_EVENTS]
