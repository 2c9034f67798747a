import type { Tenant } from '../tenant/tenant.ts'
import type { SharedRate, TenantShares } from './tenant-shares.ts'

/** How one user stands to its quotas on one broker, in the last ten seconds or so. */
export interface UserLoad {
  readonly rates: Readonly<Record<SharedRate, number>>
  /** The broker held it back in the last half minute. */
  readonly heldBack: Readonly<Record<'produce' | 'consume', boolean>>
}

export interface MovedBytes {
  readonly in: number
  readonly out: number
}

export interface TopicBytes extends MovedBytes {
  readonly tenantId: string
}

/** One look at one broker. */
export interface BrokerLoad {
  readonly brokerId: string
  /** When its process began: what it counted begins at zero with it. */
  readonly startedAt: number | null
  /** By user name; one that was not there for an hour is not among them. */
  readonly users: ReadonlyMap<string, UserLoad>
  /** What topics of tenants moved since the broker began, by their names on the cluster. */
  readonly moved: ReadonlyMap<string, TopicBytes>
}

export interface LoadSource {
  /** Of those brokers that answered; throws `unavailable` when none did. */
  look(): Promise<readonly BrokerLoad[]>
}

/** By cluster id. Throws `unavailable` for a cluster that cannot be looked at now. */
export interface LoadSources {
  of(clusterId: string): Promise<LoadSource>
}

/** The shares of some tenants of one cell, written as one on condition of its version. */
export interface ShareChunk {
  readonly clusterId: string
  /** 0 to `SHARE_PARTS` - 1; a tenant belongs to one of them by its id. */
  readonly part: number
  readonly version: number
  readonly tenants: readonly TenantShares[]
}

/** Few enough to be read with every look, enough that a thousand tenants at work fit. */
export const SHARE_PARTS = 16

/** Tenant ids are random, so that their letters spread them evenly. */
export function sharePartOf(tenantId: string): number {
  return [...tenantId].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0) % SHARE_PARTS
}

/** Whether a tenant that got past its quotas is to be held, and when it has paid off what it is ahead of its plan. */
export interface RateHold {
  /** One that is not held yet is to be. */
  readonly begin: boolean
  readonly until: number
}

export interface RateHolds {
  /** False when nothing was to be written, or somebody changed the tenant meanwhile: the next look sees it again. */
  hold(tenant: Tenant, wanted: RateHold): Promise<boolean>
}

/** Where shares are kept between looks. */
export interface ShareStore {
  /** Of a cell, in any order; a part that was never written is not there. */
  chunks(clusterId: string): Promise<readonly ShareChunk[]>
  /** The stored version must be one less, or absent for version 1; else throws `conflict`. */
  put(chunk: ShareChunk): Promise<void>
}
