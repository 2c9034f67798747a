import { isServiceError } from '../../kernel/service-error.ts'
import { inParallel } from '../in-parallel.ts'
import type { Difference } from './difference.ts'
import type { FindingStore } from './drift-ports.ts'
import { type Finding, findingId } from './finding.ts'
import { closed, noteDifference } from './note-findings.ts'
import type { Scene } from './scene.ts'

/** More than anybody reads, those of the last month included. What is beyond is repaired and counted all the same. */
const FINDINGS_A_CELL_MAX = 2_000
const WRITES_AT_ONCE = 8

/** What is stored of a cell, by id. */
export type Known = ReadonlyMap<string, Finding>

/** Writes down what was found, before anything is done about it. */
export async function noteAll(
  findings: FindingStore,
  clusterId: string,
  found: readonly Difference[],
  known: Known,
  now: number,
): Promise<void> {
  let room = FINDINGS_A_CELL_MAX - known.size
  const notes = found.flatMap((each) => {
    const before = known.get(findingId(clusterId, each.kind, each.resource))
    if (before === undefined) room -= 1
    if (before === undefined && room < 0) return []
    return noteDifference(clusterId, each, before, now) ?? []
  })
  await putAll(findings, notes)
}

/** Closes those that would have been seen and were not; answers with how many. */
export async function closeAll(
  findings: FindingStore,
  known: Known,
  { busy }: Scene,
  seen: ReadonlySet<string>,
  now: number,
): Promise<number> {
  const isBusy = (tenantId: string | null) => tenantId !== null && busy.has(tenantId)
  const over = [...known.values()].filter(
    ({ id, state, tenantId }) => state !== 'repaired' && !seen.has(id) && !isBusy(tenantId),
  )
  await putAll(
    findings,
    over.map((finding) => closed(finding, now)),
  )
  return over.length
}

async function putAll(findings: FindingStore, changed: readonly Finding[]): Promise<void> {
  await inParallel(changed, WRITES_AT_ONCE, async (finding) => {
    try {
      await findings.put(finding)
    } catch (error) {
      // Another sweep or an operator was faster; the next sweep looks at what they wrote.
      if (!isServiceError(error, 'conflict')) throw error
    }
  })
}
