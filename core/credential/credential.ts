import * as z from 'zod'

export type CredentialRole = 'readwrite' | 'produce' | 'consume'

/** What a credential may do right now: its role, cut down by the tenant's holds. */
export type Access = 'none' | 'read-only' | 'full'

/** A share of the tenant's rates on each broker, as Kafka's per-user quota. Bytes per second; percent of a thread. */
export interface QuotaShare {
  readonly produceBytesPerSecond: number
  readonly consumeBytesPerSecond: number
  readonly requestPercentage: number
}

/**
 * What the cluster was last seen to accept for this Kafka user. Access is unknown once another one was declared: what was
 * wanted before may have got there with nobody to write it down.
 */
export interface AppliedCredential {
  readonly user: boolean
  readonly access: Access | 'unknown'
  readonly quota: QuotaShare | null
}

/** `automatic`: by age, not by anyone's request. */
export interface Replacement {
  readonly credentialId: string
  readonly graceSeconds: number
  readonly automatic?: boolean
}

interface CredentialBase {
  readonly id: string
  /** Counts up in the tenant and is never used twice: the user is `<tenantId>-<number>`. */
  readonly number: number
  readonly role: CredentialRole
  /** Topic names or prefixes ending in `*`, without the tenant's prefix; empty means all topics of the tenant. */
  readonly topics: readonly string[]
  readonly createdAt: number
  /** The credential that this one follows, and how long the old one lives on once this one works. */
  readonly replaces?: Replacement
  /** At this age it is rotated by itself. */
  readonly rotateEveryDays?: number
  readonly applied: AppliedCredential
  /** While it is being brought about: what the cluster said last when it did not take a part of it. */
  readonly waitsFor?: string
}

/**
 * One Kafka user of a tenant. Only `active` and `retiring` ones work; `revoked` is for good, and has a `cleanedAt` once
 * the cluster was told to forget it (told always: an answer lost half-way may have left a user that nothing here shows).
 */
export type Credential =
  | (CredentialBase & { readonly state: 'provisioning' })
  | (CredentialBase & { readonly state: 'active'; readonly activatedAt: number })
  | (CredentialBase & {
      readonly state: 'retiring'
      readonly activatedAt: number
      readonly retiresAt: number
    })
  | (CredentialBase & {
      readonly state: 'revoked'
      readonly revokedAt: number
      readonly cleanedAt: number | null
    })
  | (CredentialBase & { readonly state: 'failed'; readonly error: string })

export const NOTHING_APPLIED: AppliedCredential = { user: false, access: 'none', quota: null }

/** A week: longer than any deployment should take to pick up a new password. */
export const GRACE_MAX_SECONDS = 604_800

export const roleSchema = z.enum(['readwrite', 'produce', 'consume'], {
  error: 'The role is "readwrite", "produce" or "consume".',
})

export const topicPatternSchema = z.string().regex(/^[A-Za-z0-9_-][A-Za-z0-9._-]{0,198}\*?$|^\*$/, {
  error: 'A topic pattern is a topic name, or the beginning of one followed by "*".',
})

/** The Kafka user name. A dash ends the tenant id, as it cannot occur in one. */
export function usernameOf(tenantId: string, credential: Pick<Credential, 'number'>): string {
  return `${tenantId}-${credential.number}`
}

/** Whose user it is; undefined for the control plane's own and the brokers'. */
export function ownerOfUser(username: string): string | undefined {
  return /^([a-z][a-z0-9]{11})-[0-9]+$/.exec(username)?.[1]
}

/** Counts against the plan: a retiring credential is on its way out and does not, nor does a dead one. */
export function countsAgainstPlan(credential: Credential): boolean {
  return credential.state === 'provisioning' || credential.state === 'active'
}

/** A Kafka user that exists or is about to: what a cluster's room for users is measured by. */
export function isLive(credential: Credential): boolean {
  return countsAgainstPlan(credential) || credential.state === 'retiring'
}

/** The credential that follows this one and the one that it follows, as far as they live: a chain has at most two. */
export function liveKin(
  credentials: readonly Credential[],
  { id, replaces }: Credential,
): readonly Credential[] {
  return credentials.filter(
    (each) =>
      isLive(each) && (each.replaces?.credentialId === id || each.id === replaces?.credentialId),
  )
}
