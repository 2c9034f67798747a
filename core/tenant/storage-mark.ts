import { LIMIT_EVENTS, type LimitEvent } from './limit-events.ts'

/** In percent of the plan's storage: at each of them its account is told, and at the last one the tenant is held. */
export type StorageMark = 80 | 90 | 100

const MARKS: readonly (readonly [StorageMark, LimitEvent])[] = [
  [80, LIMIT_EVENTS.storage80],
  [90, LIMIT_EVENTS.storage90],
  [100, LIMIT_EVENTS.storage100],
]

/** So many percent below a mark it counts as left: retention works in steps, and nobody is to be held and freed by turns. */
const CLEARLY = 5

/** The mark that a tenant stands at, of those it was told; undefined below all of them. */
export function markAfter(
  told: StorageMark | undefined,
  usedBytes: number,
  limitBytes: number,
): StorageMark | undefined {
  const percent = (usedBytes * 100) / limitBytes
  return MARKS.findLast(
    ([mark]) => percent >= (told !== undefined && mark <= told ? mark - CLEARLY : mark),
  )?.[0]
}

/** What is to be told when a tenant gets from one mark to another: every mark on the way up, and the end of the hold. */
export function eventsBetween(
  from: StorageMark | undefined,
  to: StorageMark | undefined,
): readonly LimitEvent[] {
  const reached = MARKS.filter(([mark]) => mark > (from ?? 0) && mark <= (to ?? 0))
  const freed = from === 100 && to !== 100 ? [LIMIT_EVENTS.storageFreed] : []
  return [...freed, ...reached.map(([, event]) => event)]
}
