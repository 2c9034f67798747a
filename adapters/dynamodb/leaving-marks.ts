import { LEAVING_CELL } from './account-keys.ts'
import type { RawItem } from './items.ts'
import { DUE_INDEX } from './table-schema.ts'

/** What makes a deletion due from then on, unless the item is gone or changed by then. */
export function leavingMarks(dueAt: number): Readonly<RawItem> {
  return { [DUE_INDEX.partitionKey]: LEAVING_CELL, [DUE_INDEX.sortKey]: dueAt }
}
