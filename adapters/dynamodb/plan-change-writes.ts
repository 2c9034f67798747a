import type { PlanChange } from '../../core/plan/plan-change.ts'
import { ACCOUNT_SHARDS } from '../../core/plan/plan-ports.ts'
import { ITEM_VERSION, itemOf } from './items.ts'
import { billedKey, planChangeKey } from './keys.ts'
import type { TransactWrite } from './transact.ts'

/** The entry, and the account's place among those that pay; both part of the tenant's transaction. */
export function planChangeWrites(change: PlanChange | undefined): readonly TransactWrite[] {
  if (change === undefined) return []
  const billed = billedKey(change.accountId, ACCOUNT_SHARDS)
  return [
    { put: { Item: itemOf(planChangeKey(change), change) } },
    { put: { Item: { ...billed, v: ITEM_VERSION } } },
  ]
}
