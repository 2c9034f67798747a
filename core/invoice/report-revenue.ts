import { type Clock, DAY_MS } from '../kernel/clock.ts'
import { allChanges, type GatherDeps, gatherMonth } from './gather-month.ts'
import { endOf, type Period, periodOf, previousPeriod } from './period.ts'
import { readAll } from './read-all.ts'
import { mergeRows, type RevenueRow, revenueOf } from './revenue.ts'
import type { RevenueStore } from './revenue-ports.ts'

export interface RevenueDeps extends GatherDeps {
  readonly revenue: RevenueStore
  readonly clock: Clock
}

const ACCOUNTS_A_PAGE = 100
/** After a month its figures are made a last time within so many days, when its data is in. */
const LAST_MADE_WITHIN_MS = 4 * DAY_MS

/** Writes what one part of the accounts brings in this month, and in the last one while that may still change. */
export async function reportRevenue(deps: RevenueDeps, shard: number): Promise<void> {
  const now = deps.clock.now()
  const running = periodOf(now)
  const previous = previousPeriod(running)
  const periods = now < endOf(previous) + LAST_MADE_WITHIN_MS ? [previous, running] : [running]
  const accounts = await readAll((page) => deps.plans.listAccounts(shard, page), ACCOUNTS_A_PAGE)
  for (const period of periods) {
    const rows = await rowsOf(deps, accounts, period, now)
    await deps.revenue.put({ period, shard, at: now, rows })
  }
}

/** Merged account by account, so that memory holds a row for each cluster and plan and no more. */
async function rowsOf(
  deps: RevenueDeps,
  accounts: readonly string[],
  period: Period,
  until: number,
): Promise<readonly RevenueRow[]> {
  let rows: readonly RevenueRow[] = []
  for (const accountId of accounts) {
    const changes = await allChanges(deps.plans, accountId)
    const month = await gatherMonth(deps, changes, period, until)
    rows = mergeRows(rows.concat(revenueOf(month, until)))
  }
  return rows
}
