import type { PlanChange } from '../plan/plan-change.ts'
import { planPeriods } from '../plan/plan-change.ts'
import type { PlanLedger } from '../plan/plan-ports.ts'
import type { UsageLedger } from '../usage/usage-ports.ts'
import type { UsageRecord } from '../usage/usage-record.ts'
import type { MonthRecords } from './make-invoice.ts'
import { endOf, type Period, startOf } from './period.ts'
import { readAll } from './read-all.ts'
import { rangesOf } from './usage-of-month.ts'

export interface GatherDeps {
  readonly plans: PlanLedger
  readonly usage: UsageLedger
}

const CHANGES_A_PAGE = 100
const RECORDS_A_PAGE = 1_000

export async function allChanges(
  plans: PlanLedger,
  accountId: string,
): Promise<readonly PlanChange[]> {
  return await readAll((page) => plans.list(accountId, page), CHANGES_A_PAGE)
}

/** What the account's tenants used in a month (up to `until`) and paid for, as the ledger has it now. */
export async function gatherMonth(
  { usage }: GatherDeps,
  changes: readonly PlanChange[],
  period: Period,
  until: number,
): Promise<MonthRecords> {
  const end = Math.min(endOf(period), until)
  const tenants = [...Map.groupBy(changes, ({ tenantId }) => tenantId)]
  const paying = tenants.filter(([, own]) => planPeriods(own, startOf(period), end).length > 0)
  const records: UsageRecord[] = []
  for (const [tenantId, own] of paying) {
    const changedAt = own.map(({ at }) => at)
    records.push(...(await tenantUsage(usage, tenantId, { period, changedAt, until })))
  }
  return { period, changes: paying.flatMap(([, own]) => own), usage: records }
}

/** One tenant's windows of a month, each moment once. */
export async function tenantUsage(
  usage: UsageLedger,
  tenantId: string,
  month: { readonly period: Period; readonly changedAt: readonly number[]; readonly until: number },
): Promise<readonly UsageRecord[]> {
  const records: UsageRecord[] = []
  for (const range of rangesOf(month.period, month.changedAt, month.until)) {
    const list = { tenantId, ...range }
    records.push(...(await readAll((page) => usage.list(list, page), RECORDS_A_PAGE)))
  }
  return records
}
