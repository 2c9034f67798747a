import type { AuditStore } from '../audit/audit-ports.ts'
import type { Page, PageRequest } from '../kernel/page.ts'
import type { Randomness } from '../kernel/ids.ts'
import { invalid } from '../kernel/service-error.ts'
import { type Asking, accountEvent } from './account-event.ts'
import {
  EXPORT_SECTIONS,
  type ExportDeps,
  type Exported,
  type ExportKind,
} from './export-sections.ts'

/** One record of an export: what it is of, and the thing. */
export type ExportRecord = {
  readonly [Kind in ExportKind]: { readonly kind: Kind; readonly of: Exported[Kind] }
}[ExportKind]

export interface ExportAccountDeps extends ExportDeps {
  readonly audit: AuditStore
  readonly randomness: Randomness
}

interface Place {
  readonly section: number
  /** Where the section's own list goes on. */
  readonly after?: string
}

/** What a page has room for, in weights of records: three megabytes at most, where a function may answer with six. */
const ROOM = 100
/** Lists may go on with nothing for a while; a page does not wait for that. */
const READS_MAX = 20

/**
 * A page of everything that the account has, one kind after the other, without anything secret; it may hold less than
 * asked for, and go on all the same. The first page is on record (`account.export`).
 */
export async function exportAccount(
  deps: ExportAccountDeps,
  asking: Asking,
  { limit, after }: PageRequest,
): Promise<Page<ExportRecord>> {
  const { accountId } = asking.actor
  if (after === undefined) {
    const what = { action: 'account.export', resource: '/v1/account' }
    await deps.audit.append(accountEvent(deps, asking, what))
  }
  const items: ExportRecord[] = []
  let place: Place | undefined = after === undefined ? { section: 0 } : placeOf(after)
  let room = ROOM
  for (let reads = 0; place !== undefined && reads < READS_MAX; reads += 1) {
    const weight = EXPORT_SECTIONS[place.section]?.weight ?? ROOM
    const most = Math.min(limit - items.length, Math.floor(room / weight))
    if (most < 1) break
    const page: Page<ExportRecord> = await readSection(deps, accountId, place, most)
    items.push(...page.items)
    room -= page.items.length * weight
    place = placeAfter(place, page.next)
  }
  return place === undefined ? { items } : { items, next: textOf(place) }
}

async function readSection(
  deps: ExportDeps,
  accountId: string,
  { section, after }: Place,
  limit: number,
): Promise<Page<ExportRecord>> {
  const of = EXPORT_SECTIONS[section]
  if (of === undefined) return { items: [] }
  const { items, ...rest } = await of.list(deps, accountId, {
    limit,
    ...(after === undefined ? {} : { after }),
  })
  return { ...rest, items: items.map((each) => ({ kind: of.kind, of: each }) as ExportRecord) }
}

function placeAfter({ section }: Place, next: string | undefined): Place | undefined {
  if (next !== undefined) return { section, after: next }
  return section + 1 < EXPORT_SECTIONS.length ? { section: section + 1 } : undefined
}

function textOf({ section, after }: Place): string {
  const kind = EXPORT_SECTIONS[section]?.kind ?? ''
  return after === undefined ? kind : `${kind}/${after}`
}

function placeOf(text: string): Place {
  const [kind = '', ...rest] = text.split('/')
  const section = EXPORT_SECTIONS.findIndex((each) => each.kind === kind)
  if (section < 0) throw invalid('/cursor', 'The cursor is not one of ours.')
  return rest.length === 0 ? { section } : { section, after: rest.join('/') }
}
