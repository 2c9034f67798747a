import { type Page, pageOf, type PageRequest } from '../../kernel/page.ts'
import { type FindingStore, findingKeyOf } from './drift-ports.ts'
import type { Finding, FindingState } from './finding.ts'

export interface FindingFilter {
  readonly clusterId?: string | undefined
  readonly state?: FindingState | undefined
}

const FINDINGS_A_READ = 100
/** Findings of other states that are passed over for one page; a client that gets a short one goes on from its cursor. */
const READS_MAX = 20

/** Findings by cluster and id, all or those of one cluster or state. */
export async function listFindings(
  findings: FindingStore,
  { clusterId, state }: FindingFilter,
  page: PageRequest,
): Promise<Page<Finding>> {
  const fits = (finding: Finding) => state === undefined || finding.state === state
  if (clusterId !== undefined) {
    const own = (await findings.ofCluster(clusterId)).filter(fits)
    const sorted = own.toSorted((a, b) => (findingKeyOf(a) < findingKeyOf(b) ? -1 : 1))
    return pageOf(sorted, page, findingKeyOf)
  }
  const items: Finding[] = []
  let request: PageRequest = { ...page, limit: FINDINGS_A_READ }
  for (let reads = 0; reads < READS_MAX; reads += 1) {
    const read = await findings.list(request)
    items.push(...read.items.filter(fits))
    if (items.length > page.limit) return pageOf(items, { limit: page.limit }, findingKeyOf)
    if (read.next === undefined) return { items }
    request = { limit: FINDINGS_A_READ, after: read.next }
  }
  return request.after === undefined ? { items } : { items, next: request.after }
}
