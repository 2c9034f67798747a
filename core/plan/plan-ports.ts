import type { Page, PageRequest } from '../kernel/page.ts'
import type { PlanChange } from './plan-change.ts'

/** How many parts the list of paying accounts has, so that no single place of a store is asked by everyone. */
export const ACCOUNT_SHARDS = 16

/** What the tenants' transactions wrote down about plans; read to bill. */
export interface PlanLedger {
  /** Of all tenants that the account ever had, by tenant and order; at most 100 a page. */
  list(accountId: string, page: PageRequest): Promise<Page<PlanChange>>
  listByTenant(accountId: string, tenantId: string, page: PageRequest): Promise<Page<PlanChange>>
  /** Ids of accounts that ever paid for a plan, ascending; `shard` is 0 to `ACCOUNT_SHARDS` - 1. */
  listAccounts(shard: number, page: PageRequest): Promise<Page<string>>
}
