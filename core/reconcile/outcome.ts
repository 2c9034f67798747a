import type { ItemResult } from '../cluster/cluster-ports.ts'
import type { Change } from './change.ts'

/** A change that was tried, and what the cluster said. A change that was not tried has no outcome. */
export interface Outcome {
  readonly change: Change
  readonly result: ItemResult
}

export const DONE: ItemResult = { ok: true }

export function refused(reason: string, retryable = true): ItemResult {
  return { ok: false, retryable, reason }
}
