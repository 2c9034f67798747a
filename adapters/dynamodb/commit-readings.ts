import type { CellTotals } from '../../core/usage/cell-totals.ts'
import type { ChunkWrite } from '../../core/usage/meter-ports.ts'
import { hasSameNames, type NamedChunk, namesItem, numbersItem } from './chunk-items.ts'
import { IS_NEW, versionBefore } from './conditions.ts'
import type { DynamoTable } from './dynamo-table.ts'
import type { RawItem } from './items.ts'
import type { KnownChunks } from './known-chunks.ts'
import { entryItem } from './meter-items.ts'
import { totalsItem } from './totals-item.ts'
import { TRANSACTION_WRITES_MAX, type TransactWrite, tryTransact } from './transact.ts'

/** Amazon DynamoDB takes 4 MB a transaction; what is not counted here is some hundred bytes an item. */
const TRANSACTION_BYTES_MAX = 3_500_000

interface Prepared {
  /** None for the totals of the cell, of which nobody is told whether they lost a race. */
  readonly write?: ChunkWrite
  readonly named: readonly NamedChunk[]
  readonly puts: readonly TransactWrite[]
  readonly bytes: number
}

/** See `MeterStore.commit`. Many chunks are one transaction; one that lost a race is left out of it, and the others tried again. */
export async function commitReadings(
  table: DynamoTable,
  known: KnownChunks,
  writes: readonly ChunkWrite[],
  totals?: CellTotals,
): Promise<readonly ChunkWrite[]> {
  const refused: ChunkWrite[] = []
  let together: Prepared[] = totals === undefined ? [] : [prepareTotals(totals)]
  for (const write of writes) {
    const prepared = prepare(known, write)
    if (together.length > 0 && !fits([...together, prepared])) {
      refused.push(...(await commitTogether(table, known, together)))
      together = []
    }
    together.push(prepared)
  }
  refused.push(...(await commitTogether(table, known, together)))
  return refused
}

function prepare(known: KnownChunks, write: ChunkWrite): Prepared {
  const { chunk, splitOff, usage } = write
  const kept = keepNames(known.of(chunk.clusterId, chunk.low), write)
  const off = splitOff.map((each) => ({ chunk: each, names: each.version }))
  const puts = [
    { Item: numbersItem(chunk, kept.names), ...versionBefore(chunk.version) },
    ...(kept.names === chunk.version ? [{ Item: namesItem(chunk) }] : []),
    ...splitOff.flatMap((each) => [
      { Item: numbersItem(each, each.version), ...IS_NEW },
      { Item: namesItem(each) },
    ]),
    ...(usage === null ? [] : [{ Item: entryItem(usage), ...IS_NEW }]),
  ]
  return {
    write,
    named: [kept, ...off],
    puts: puts.map((put) => ({ put })),
    bytes: puts.reduce((sum, { Item }) => sum + bytesOf(Item), 0),
  }
}

function prepareTotals(totals: CellTotals): Prepared {
  const put = { Item: totalsItem(totals), ...versionBefore(totals.version) }
  return { named: [], puts: [{ put }], bytes: 0 }
}

/** The names that go with a chunk: those of before when they are the same. */
function keepNames(before: NamedChunk | undefined, { chunk }: ChunkWrite) {
  const { version } = chunk
  const names = before?.chunk.version === version - 1 ? before.names : null
  if (before === undefined || names === null || !hasSameNames(before.chunk, chunk))
    return { chunk, names: version }
  return { chunk, names }
}

function fits(prepared: readonly Prepared[]): boolean {
  return (
    prepared.reduce((sum, { puts }) => sum + puts.length, 0) <= TRANSACTION_WRITES_MAX &&
    prepared.reduce((sum, { bytes }) => sum + bytes, 0) <= TRANSACTION_BYTES_MAX
  )
}

/** Of what is packed, which is nearly all. */
function bytesOf({ data }: RawItem): number {
  if (data instanceof Uint8Array) return data.length
  return typeof data === 'object' && data !== null && 'numbers' in data
    ? bytesOf({ data: data.numbers })
    : 0
}

/** Each try leaves out at least one, so they come to an end. */
async function commitTogether(
  table: DynamoTable,
  known: KnownChunks,
  prepared: readonly Prepared[],
): Promise<readonly ChunkWrite[]> {
  const refused: ChunkWrite[] = []
  let left = prepared
  while (left.length > 0) {
    // No barrier: a transaction that the embedded store forgets takes readings and usage with it, and the next pass finds both.
    const places = await tryTransact(
      table,
      left.flatMap(({ puts }) => puts),
    )
    const lost = losersOf(left, places)
    if (lost.size === 0) break
    refused.push(...[...lost].flatMap(({ write }) => write ?? []))
    left = left.filter((each) => !lost.has(each))
  }
  for (const { named } of left) for (const each of named) known.remember(each)
  return refused
}

/** Those that the writes at these places belong to. */
function losersOf(prepared: readonly Prepared[], places: readonly number[]): ReadonlySet<Prepared> {
  const owners = prepared.flatMap((each) => each.puts.map(() => each))
  return new Set(places.flatMap((place) => owners[place] ?? []))
}
