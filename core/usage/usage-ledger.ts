import { DAY_MS, HOUR_MS, MINUTE_MS } from '../kernel/clock.ts'
import { type Page, type PageRequest, pageOf } from '../kernel/page.ts'
import { invalid } from '../kernel/service-error.ts'
import type { MeterStore } from './meter-ports.ts'
import { minutesOf } from './roll-up.ts'
import { addUsage, recordsOf, type TenantUsage, windowStartOf } from './usage-entry.ts'
import type { UsageLedger } from './usage-ports.ts'
import { METERS, type Resolution, type UsageRecord } from './usage-record.ts'

export interface LedgerDeps {
  readonly meter: MeterStore
  /** The cluster that a tenant lives on; undefined for one that is gone, of which every minute is rolled up by then. */
  readonly clusterOf: (tenantId: string) => Promise<string | undefined>
}

interface Range {
  readonly tenantId: string
  readonly resolution: Resolution
  readonly from: number
  readonly to: number
}

type Windows = ReadonlyMap<number, TenantUsage>

const PAGE_MAX = 1_000
/** What one page looks through, so that its cost is bounded; it may hold fewer records than asked for. */
const SPAN_MS = { minute: 4 * HOUR_MS, hour: 10 * DAY_MS, day: 250 * DAY_MS }
/** Rolling up is seldom further behind; what is shown of the time after it shows once it is rolled up. */
const UNROLLED_MAX_MS = 6 * HOUR_MS

/**
 * The ledger as its readers see it. Hours and days that are not rolled up yet are summed from their minutes, so what was
 * used a minute ago shows in all of them.
 */
export function createUsageLedger(deps: LedgerDeps): UsageLedger {
  return { list: (range, page) => listUsage(deps, range, page) }
}

async function listUsage(
  deps: LedgerDeps,
  range: Range,
  { limit, after }: PageRequest,
): Promise<Page<UsageRecord>> {
  const start = after === undefined ? range.from : Math.max(range.from, windowOf(after))
  const to = Math.min(range.to, start + SPAN_MS[range.resolution])
  const windows = await windowsIn(deps, { ...range, from: start, to })
  const records = [...windows]
    .toSorted(([a], [b]) => a - b)
    .flatMap(([windowStart, usage]) => recordsOf(usage, range.resolution, windowStart))
  const request = { limit: Math.min(limit, PAGE_MAX), ...(after === undefined ? {} : { after }) }
  const page = pageOf(records, request, keyOf)
  if (page.next !== undefined || to >= range.to) return page
  return { ...page, next: positionOf(to, '') }
}

async function windowsIn(deps: LedgerDeps, range: Range): Promise<Windows> {
  const { resolution } = range
  if (resolution === 'minute') return await minutesIn(deps, range)
  const { tenantId, from, to } = range
  const stored = await deps.meter.windows({ tenantId, resolution, from, to })
  const sums = new Map<number, TenantUsage>(stored.map((each) => [each.windowStart, each]))
  for (const [minute, usage] of await notRolledUp(deps, range)) {
    const window = windowStartOf(resolution, minute)
    const sum = sums.get(window)
    sums.set(window, sum === undefined ? usage : addUsage(sum, usage))
  }
  return sums
}

/** Minutes that no hour of the range holds yet. */
async function notRolledUp(deps: LedgerDeps, { tenantId, from, to }: Range): Promise<Windows> {
  const clusterId = await deps.clusterOf(tenantId)
  if (clusterId === undefined) return new Map()
  const until = await deps.meter.rolledUntil(clusterId)
  if (until === null) return new Map()
  const start = Math.max(from, until)
  const end = Math.min(to, start + UNROLLED_MAX_MS)
  return end > start
    ? await minutesOn(deps, clusterId, { tenantId, from: start, to: end })
    : new Map()
}

async function minutesIn(deps: LedgerDeps, range: Range): Promise<Windows> {
  const clusterId = await deps.clusterOf(range.tenantId)
  return clusterId === undefined ? new Map() : await minutesOn(deps, clusterId, range)
}

async function minutesOn(
  { meter }: LedgerDeps,
  clusterId: string,
  { tenantId, from, to }: Pick<Range, 'tenantId' | 'from' | 'to'>,
): Promise<Windows> {
  const chunks = await meter.heads(clusterId)
  const chunk = chunks.findLast(({ low }) => low <= tenantId)
  if (chunk === undefined) return new Map()
  const lows = [chunk.low, ...chunk.lineage]
  const start = windowStartOf('minute', from + MINUTE_MS - 1)
  return minutesOf(await meter.entries({ clusterId, lows, from: start, to }), tenantId)
}

function keyOf({ windowStart, meter }: UsageRecord): string {
  return positionOf(windowStart, String(METERS.indexOf(meter)))
}

/** Text that sorts as time does, then as meters do; nothing stands before any meter of that window. */
function positionOf(windowStart: number, meter: string): string {
  return `${String(windowStart).padStart(15, '0')}.${meter}`
}

function windowOf(position: string): number {
  const [, digits] = /^([0-9]{15})\.[0-9]?$/.exec(position) ?? []
  if (digits === undefined) throw invalid('/cursor', 'The cursor is not one of ours.')
  return Number(digits)
}
