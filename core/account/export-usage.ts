import { type Clock, DAY_MS } from '../kernel/clock.ts'
import type { Page, PageRequest } from '../kernel/page.ts'
import { invalid } from '../kernel/service-error.ts'
import type { PlanChange } from '../plan/plan-change.ts'
import type { PlanLedger } from '../plan/plan-ports.ts'
import type { UsageLedger } from '../usage/usage-ports.ts'
import type { Resolution, UsageRecord } from '../usage/usage-record.ts'

/** What a tenant used on one UTC day, as a whole and hour by hour. Hours are kept for 13 months, days for good. */
export interface UsageDay {
  readonly tenantId: string
  /** Beginning of the day. */
  readonly day: number
  readonly whole: readonly UsageRecord[]
  readonly hours: readonly UsageRecord[]
}

export interface UsageExportDeps {
  readonly plans: Pick<PlanLedger, 'list'>
  readonly usage: UsageLedger
  readonly clock: Clock
}

interface Stretch {
  readonly tenantId: string
  readonly from: number
  readonly to: number
}

const CHANGES_A_PAGE = 100
const RECORDS_A_PAGE = 1_000
const PLACE = /^(?<tenantId>[a-z0-9]{1,20})\.(?<day>[0-9]{1,15})$/

/**
 * Days on which a tenant of the account, deleted ones too, used anything; tenant by tenant, in order of time. One page
 * looks at `limit` days of one tenant, so it may hold less, or nothing, and go on all the same.
 */
export async function exportUsage(
  deps: UsageExportDeps,
  accountId: string,
  { limit, after }: PageRequest,
): Promise<Page<UsageDay>> {
  const stretches = await stretchesOf(deps, accountId)
  const place = after === undefined ? undefined : placeOf(after)
  const at =
    place === undefined ? 0 : stretches.findIndex(({ tenantId }) => tenantId === place.tenantId)
  const stretch = stretches[at]
  if (stretch === undefined) return { items: [] }
  const from = Math.max(stretch.from, place?.day ?? 0)
  const to = Math.min(stretch.to, from + limit * DAY_MS)
  const items = await daysOf(deps, { ...stretch, from, to })
  const more = to < stretch.to ? { tenantId: stretch.tenantId, from: to } : stretches[at + 1]
  return more === undefined ? { items } : { items, next: `${more.tenantId}.${more.from}` }
}

function placeOf(text: string): { readonly tenantId: string; readonly day: number } {
  const { tenantId, day } = PLACE.exec(text)?.groups ?? {}
  if (tenantId === undefined || day === undefined)
    throw invalid('/cursor', 'The cursor is not one of ours.')
  return { tenantId, day: Number(day) }
}

/** From when to when each tenant was paid for, in whole days, by tenant. */
async function stretchesOf(deps: UsageExportDeps, accountId: string): Promise<readonly Stretch[]> {
  const tenants = Map.groupBy(await allChanges(deps, accountId), ({ tenantId }) => tenantId)
  return [...tenants]
    .map(([tenantId, changes]) => {
      const times = changes.map(({ at }) => at)
      const last = changes.toSorted((a, b) => a.order - b.order).at(-1)
      const end = last?.plan === null ? Math.max(...times) : deps.clock.now()
      return { tenantId, from: dayOf(Math.min(...times)), to: dayOf(end) + DAY_MS }
    })
    .toSorted((a, b) => (a.tenantId < b.tenantId ? -1 : 1))
}

async function allChanges(
  { plans }: UsageExportDeps,
  accountId: string,
): Promise<readonly PlanChange[]> {
  const changes: PlanChange[] = []
  let page: PageRequest | undefined = { limit: CHANGES_A_PAGE }
  while (page !== undefined) {
    const { items, next }: Page<PlanChange> = await plans.list(accountId, page)
    changes.push(...items)
    page = next === undefined ? undefined : { limit: CHANGES_A_PAGE, after: next }
  }
  return changes
}

async function daysOf(deps: UsageExportDeps, stretch: Stretch): Promise<readonly UsageDay[]> {
  const [whole, hours] = await Promise.all([
    recordsOf(deps, stretch, 'day'),
    recordsOf(deps, stretch, 'hour'),
  ])
  const days = new Set([...whole, ...hours].map(({ windowStart }) => dayOf(windowStart)))
  const on = (records: readonly UsageRecord[], day: number) =>
    records.filter(({ windowStart }) => dayOf(windowStart) === day)
  return [...days]
    .toSorted((a, b) => a - b)
    .map((day) => ({
      tenantId: stretch.tenantId,
      day,
      whole: on(whole, day),
      hours: on(hours, day),
    }))
}

async function recordsOf(
  { usage }: UsageExportDeps,
  stretch: Stretch,
  resolution: Resolution,
): Promise<readonly UsageRecord[]> {
  const records: UsageRecord[] = []
  let page: PageRequest | undefined = { limit: RECORDS_A_PAGE }
  while (page !== undefined) {
    const { items, next }: Page<UsageRecord> = await usage.list({ ...stretch, resolution }, page)
    records.push(...items)
    page = next === undefined ? undefined : { limit: RECORDS_A_PAGE, after: next }
  }
  return records
}

function dayOf(at: number): number {
  return at - (at % DAY_MS)
}
