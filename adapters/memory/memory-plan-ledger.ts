import { pageOf } from '../../core/kernel/page.ts'
import type { PlanChange } from '../../core/plan/plan-change.ts'
import type { PlanLedger } from '../../core/plan/plan-ports.ts'
import { copy, type MemoryDatabase } from './memory-database.ts'

/** As part of the tenant's transaction. */
export function keepPlanChange(database: MemoryDatabase, change: PlanChange | undefined): void {
  if (change !== undefined) database.planChanges.set(keyOf(change), change)
}

export function memoryPlanLedger({ planChanges }: MemoryDatabase): PlanLedger {
  const sorted = () => [...planChanges.values()].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
  const of = (accountId: string) => sorted().filter((each) => each.accountId === accountId)
  return {
    list: async (accountId, page) => copy(pageOf(of(accountId), page, keyOf)),

    listByTenant: async (accountId, tenantId, page) =>
      copy(
        pageOf(
          of(accountId).filter((each) => each.tenantId === tenantId),
          page,
          keyOf,
        ),
      ),

    // All accounts are in the first part: nobody else asks a store in memory.
    async listAccounts(shard, page) {
      const ids = shard === 0 ? new Set(sorted().map((each) => each.accountId)) : []
      return pageOf([...ids].sort(), page, (id) => id)
    },
  }
}

function keyOf({ tenantId, order }: PlanChange): string {
  return `${tenantId}#${String(order).padStart(12, '0')}`
}
