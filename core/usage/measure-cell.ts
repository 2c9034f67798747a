import type { Clock } from '../kernel/clock.ts'
import { advanceChunk, type ChunkAdvance } from './advance-chunk.ts'
import { type CellSighting, lookAtCell } from './cell-sighting.ts'
import { advanceTotals } from './advance-totals.ts'
import { firstTotals } from './cell-totals.ts'
import { layOutCell } from './lay-out-cell.ts'
import { firstChunk, type MeterChunk } from './meter-chunk.ts'
import type { ChunkWrite, MeteredCells, MeterStore, TopicFacts } from './meter-ports.ts'
import { splitChunk } from './split-chunk.ts'
import { indexTopics, type TopicIndexes } from './topic-index.ts'
import { startWriting } from './write-readings.ts'

export interface MeasureDeps {
  readonly cells: MeteredCells
  readonly meter: MeterStore
  readonly clock: Clock
  /** For a process that looks at a cell again and again. */
  readonly indexes?: TopicIndexes
  /** Comes back once requests that were begun have left. Without it, they leave when all is worked out. */
  readonly letRequestsLeave?: () => Promise<void>
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
  const [stored, totals] = await Promise.all([
    deps.meter.chunks(clusterId),
    scope.only === null ? deps.meter.totals(clusterId) : null,
  ])
  const sighting = await lookAtCell(cell, indexOn(deps, clusterId))
  const now = deps.clock.now()
  const report = newReport(sighting)
  const chunks = await chunksOf(deps.meter, stored, { clusterId, sighting, scope, now })
  if (chunks === null) return { ...report, overtaken: 1 }
  const shares = shareOut(chunks, sighting, scope.only)
  const writing = startWriting(deps.meter, shares.length, deps.letRequestsLeave)
  for (const [previous, tenantIds] of shares) {
    const advance = advanceChunk({ previous, tenantIds, sighting, closing: scope.closing, now })
    if (!isWorthWriting(previous, advance)) continue
    report.lostTopics += advance.lostTopics
    report.disturbed ||= advance.disturbed
    await writing.add(writeOf(advance))
  }
  const counts = await writing.end(
    scope.only === null
      ? advanceTotals(totals ?? firstTotals(clusterId, now), sighting, now)
      : undefined,
  )
  return { ...report, ...counts }
}

function indexOn({ indexes }: MeasureDeps, clusterId: string) {
  return (topics: readonly TopicFacts[]) => indexes?.of(clusterId, topics) ?? indexTopics(topics)
}

/** A cell that was never metered begins with what it needs. */
async function chunksOf(
  meter: MeterStore,
  stored: readonly MeterChunk[],
  look: {
    readonly clusterId: string
    readonly sighting: CellSighting
    readonly scope: Scope
    readonly now: number
  },
): Promise<readonly MeterChunk[] | null> {
  if (stored.length > 0) return stored
  const { clusterId, sighting, scope, now } = look
  if (scope.only !== null) return [firstChunk(clusterId, now)]
  return await layOutCell(meter, clusterId, sighting, now)
}

function writeOf({ chunk, usage }: ChunkAdvance): ChunkWrite {
  const [kept, ...splitOff] = splitChunk(chunk)
  return { chunk: kept, splitOff, usage }
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

/** Each chunk with those of its tenants that have topics. */
function shareOut(
  chunks: readonly MeterChunk[],
  { placesByTenant }: CellSighting,
  only: ReadonlySet<string> | null,
): readonly (readonly [MeterChunk, readonly string[]])[] {
  const tenantIds = [...placesByTenant.keys()].sort()
  let from = 0
  return chunks.flatMap((chunk, place) => {
    const high = chunks[place + 1]?.low
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
