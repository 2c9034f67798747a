import type { ItemResult } from '../cluster/cluster-ports.ts'
import type { Change } from './change.ts'

/** A change that was tried, and what the cluster said. A change that was not tried has no outcome. */
export interface Outcome {
  readonly change: Change
  readonly result: ItemResult
}

/** What stands for every item of a request that did not get through: compare by identity. */
export const UNREACHED: ItemResult = {
  ok: false,
  retryable: true,
  reason: 'The cluster does not answer now.',
}

export function refused(reason: string, retryable = true): ItemResult {
  return { ok: false, retryable, reason }
}
