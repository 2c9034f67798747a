import type { Page, PageRequest } from '../kernel/page.ts'
import type { Resolution, UsageRecord } from './usage-record.ts'

/** The ledger that bills are computed from, as its readers see it. */
export interface UsageLedger {
  /** Records of windows that begin in [from, to), by window and meter; at most 1,000 a page. */
  list(
    range: {
      readonly tenantId: string
      readonly resolution: Resolution
      readonly from: number
      readonly to: number
    },
    page: PageRequest,
  ): Promise<Page<UsageRecord>>
}
