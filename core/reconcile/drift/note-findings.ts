import { MINUTE_MS } from '../../kernel/clock.ts'
import type { Difference } from './difference.ts'
import { type Finding, findingId, isSilent, type Remedy } from './finding.ts'

/** How old "last seen" may be: what stays open for long is not written again at every look. */
const SEEN_AGAIN_MS = 5 * MINUTE_MS

/** What is written down of a difference, given what is known of it; undefined when nothing new is to be said. */
export function noteDifference(
  clusterId: string,
  { kind, tenantId, resource, detail, fix }: Difference,
  known: Finding | undefined,
  now: number,
): Finding | undefined {
  const id = findingId(clusterId, kind, resource)
  const remedy: Remedy = fix.how === 'none' ? 'report' : 'repair'
  const base = { id, clusterId, kind, tenantId, resource, detail, remedy, lastSeenAt: now }
  if (known === undefined) return { ...base, firstSeenAt: now, version: 1, state: 'open' }
  const version = known.version + 1
  if (known.state === 'repaired') return { ...base, firstSeenAt: now, version, state: 'open' }
  const silent = isSilent(known, now)
  const fresh = known.detail === detail && now - known.lastSeenAt < SEEN_AGAIN_MS
  if (fresh && (known.state === 'open' || silent)) return undefined
  const { firstSeenAt } = known
  if (!silent || known.state !== 'silenced') return { ...base, firstSeenAt, version, state: 'open' }
  const { until, reason } = known
  return { ...base, firstSeenAt, version, state: 'silenced', until, reason }
}

/** One that is no longer seen, though it would have been. */
export function closed(finding: Finding, now: number): Finding {
  return {
    ...withoutState(finding),
    version: finding.version + 1,
    state: 'repaired',
    repairedAt: now,
  }
}

/** What a finding is, however it stands. */
export function withoutState(finding: Finding) {
  const { id, clusterId, kind, tenantId, resource, detail, remedy } = finding
  const { firstSeenAt, lastSeenAt } = finding
  return { id, clusterId, kind, tenantId, resource, detail, remedy, firstSeenAt, lastSeenAt }
}
