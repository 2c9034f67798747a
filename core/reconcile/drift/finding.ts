/** A way in which a cluster differs from what was settled. */
export const FINDING_KINDS = [
  'open_cell',
  'canary_missing',
  'access_missing',
  'access_stray',
  'access_foreign',
  'user_missing',
  'user_stray',
  'quota_missing',
  'quota_wrong',
  'quota_stray',
  'settings_wrong',
  'settings_stray',
  'topic_shrunk',
  'topic_grown',
  'topic_lost',
  'topic_stray',
  'groups_over',
  'groups_excess',
  'unknown_owner',
] as const

export type FindingKind = (typeof FINDING_KINDS)[number]

/** What a sweep does about it: puts it right, or tells people and touches nothing. */
export type Remedy = 'repair' | 'report'

interface FindingBase {
  /** The same for the same thing, however often it is found. */
  readonly id: string
  readonly clusterId: string
  readonly kind: FindingKind
  /** Whose prefix it bears; null for what concerns the cluster as a whole. */
  readonly tenantId: string | null
  /** What it is about, as Kafka names it. */
  readonly resource: string
  readonly detail: string
  readonly remedy: Remedy
  readonly firstSeenAt: number
  readonly lastSeenAt: number
  /** A write is refused unless it names the version that it read. */
  readonly version: number
}

/**
 * Something that was found on a cluster. Open until a later look no longer sees it: `repaired` says that it is gone, by
 * whosever hand. While `silenced` it is left as it is and rings no alarm.
 */
export type Finding =
  | (FindingBase & { readonly state: 'open' })
  | (FindingBase & { readonly state: 'repaired'; readonly repairedAt: number })
  | (FindingBase & {
      readonly state: 'silenced'
      readonly until: number
      readonly reason: string
    })

export type FindingState = Finding['state']
export const FINDING_STATES = ['open', 'repaired', 'silenced'] as const satisfies FindingState[]

/** True while somebody asked not to hear of it. */
export function isSilent(finding: Finding, now: number): boolean {
  return finding.state === 'silenced' && now < finding.until
}

/** What its natural key makes of it: FNV-1a of 128 bits, http://www.isthe.com/chongo/tech/comp/fnv/ */
export function findingId(clusterId: string, kind: FindingKind, resource: string): string {
  const prime = 0x1000000000000000000013bn
  let hash = 0x6c62272e07bb014262b821756295c58dn
  for (const unit of `${clusterId} ${kind} ${resource}`) {
    hash = BigInt.asUintN(128, (hash ^ BigInt(unit.codePointAt(0) ?? 0)) * prime)
  }
  return `fnd_${hash.toString(36).padStart(25, '0').slice(-20)}`
}
