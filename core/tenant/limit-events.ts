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
} as const

export type LimitEvent = (typeof LIMIT_EVENTS)[keyof typeof LIMIT_EVENTS]
