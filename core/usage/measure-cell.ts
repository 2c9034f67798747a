import type { Clock } from '../kernel/clock.ts'
import { isServiceError } from '../kernel/service-error.ts'
import { advanceChunk, type ChunkAdvance } from './advance-chunk.ts'
import { type CellSighting, lookAtCell } from './cell-sighting.ts'
import { advanceTotals } from './advance-totals.ts'
import { type CellTotals, firstTotals } from './cell-totals.ts'
import { firstChunk, type MeterChunk } from './meter-chunk.ts'
import type { MeteredCells, MeterStore } from './meter-ports.ts'
import { splitChunk } from './split-chunk.ts'

export interface MeasureDeps {
  readonly cells: MeteredCells
  readonly meter: MeterStore
  readonly clock: Clock
}

export interface MeasureReport {
  /** Chunks whose readings were written. */
  readonly written: number
  /** Chunks that another collector wrote meanwhile: its readings stand, and nothing is missing. */
  readonly overtaken: number
  readonly brokersRead: number
  readonly brokersMissed: number
  /** Topics that ended, or whose counter did, with up to one interval's bytes unread: in the customer's favour. */
  readonly lostTopics: number
  /** Some broker restarted, did not answer, or was not read for some minutes. */
  readonly disturbed: boolean
}

const WRITES_AT_ONCE = 3

const NO_TOPICS: ReadonlySet<string> = new Set()

/**
 * One pass of the meter over a cell: reads all counters, and writes the new readings of each chunk together with the usage
 * that they prove. A repeat, a second collector or a crash between any two calls changes nothing that is billed. Throws
 * `unavailable` when the cluster does not say which topics it has: the next pass then covers this one's time.
 */
export function measureCell(deps: MeasureDeps, clusterId: string): Promise<MeasureReport> {
  return measure(deps, clusterId, { closing: NO_TOPICS, only: null })
}

interface Scope {
  /** Full names of topics whose final reading this is. */
  readonly closing: ReadonlySet<string>
  /** Only chunks with these tenants; null: all. */
  readonly only: ReadonlySet<string> | null
}

/** See `measureCell`; for the final readings of some topics. */
export async function measure(
  deps: MeasureDeps,
  clusterId: string,
  scope: Scope,
): Promise<MeasureReport> {
  const cell = await deps.cells.of(clusterId)
  // Before the look: a chunk that is written after this is refused below, so no reading is ever replaced by an older one.
  const stored = await deps.meter.chunks(clusterId)
  const totals = scope.only === null ? await deps.meter.totals(clusterId) : null
  const sighting = await lookAtCell(cell)
  const now = deps.clock.now()
  const report = newReport(sighting)
  const writes = startWrites()
  for (const [chunk, tenantIds] of shareOut(stored, sighting, scope.only)) {
    const previous = chunk ?? firstChunk(clusterId, now)
    const advance = advanceChunk({ previous, tenantIds, sighting, closing: scope.closing, now })
    if (!isWorthWriting(previous, advance)) continue
    report.lostTopics += advance.lostTopics
    report.disturbed ||= advance.disturbed
    await writes.add(async () => {
      if (await commit(deps.meter, advance)) report.written += 1
      else report.overtaken += 1
    })
  }
  if (scope.only === null)
    await writes.add(() =>
      countAll(deps.meter, totals ?? firstTotals(clusterId, now), sighting, now),
    )
  await writes.end()
  return report
}

/** Another collector that was first has counted the same. */
async function countAll(
  meter: MeterStore,
  totals: CellTotals,
  sighting: CellSighting,
  now: number,
): Promise<void> {
  try {
    await meter.putTotals(advanceTotals(totals, sighting, now))
  } catch (error) {
    if (!isServiceError(error, 'conflict')) throw error
  }
}

function newReport({ brokers, missed }: CellSighting) {
  return {
    written: 0,
    overtaken: 0,
    brokersRead: brokers.length,
    brokersMissed: missed.length,
    lostTopics: 0,
    disturbed: missed.length > 0,
  }
}

/** Each chunk with those of its tenants that have topics; a cell that was never metered begins with one chunk. */
function shareOut(
  stored: readonly MeterChunk[],
  { placesByTenant }: CellSighting,
  only: ReadonlySet<string> | null,
): readonly (readonly [MeterChunk | null, readonly string[]])[] {
  const tenantIds = [...placesByTenant.keys()].sort()
  if (stored.length === 0) return [[null, tenantIds]]
  let from = 0
  return stored.flatMap((chunk, place) => {
    const high = stored[place + 1]?.low
    const end = high === undefined ? -1 : tenantIds.findIndex((id, n) => n >= from && id >= high)
    const to = end < 0 ? tenantIds.length : end
    const own = tenantIds.slice(from, to)
    from = to
    return only === null || isAmong(only, chunk.low, high) ? [[chunk, own] as const] : []
  })
}

function isAmong(tenantIds: ReadonlySet<string>, low: string, high: string | undefined): boolean {
  return [...tenantIds].some((id) => id >= low && (high === undefined || id < high))
}

/** A chunk without tenants has nothing to tell but which brokers it knows. */
function isWorthWriting(previous: MeterChunk, { chunk }: ChunkAdvance): boolean {
  if (previous.version === 0 || previous.tenants.length + chunk.tenants.length > 0) return true
  const known = ({ brokers }: MeterChunk) =>
    brokers.map(({ brokerId, startedAt }) => `${brokerId}/${startedAt}`).join()
  return known(previous) !== known(chunk)
}

/** The next chunk is worked out while the store writes those before. A write that fails ends the pass. */
function startWrites() {
  let running: Promise<void>[] = []
  return {
    async add(write: () => Promise<void>): Promise<void> {
      if (running.length >= WRITES_AT_ONCE) await running.shift()
      const work = write()
      // Heard at the latest by `end`; until then it must not count as unheard.
      work.catch(() => {})
      running.push(work)
    },
    async end(): Promise<void> {
      const last = running
      running = []
      await Promise.all(last)
    },
  }
}

/** False when another collector was first. */
async function commit(meter: MeterStore, { chunk, usage }: ChunkAdvance): Promise<boolean> {
  const [kept, ...splitOff] = splitChunk(chunk)
  try {
    await meter.commit({ chunk: kept, splitOff, usage })
    return true
  } catch (error) {
    if (isServiceError(error, 'conflict')) return false
    throw error
  }
}
