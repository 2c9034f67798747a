import type { UserQuota } from '../cluster/cluster-ports.ts'
import { isLive, usernameOf } from '../credential/credential.ts'
import { planOf } from '../plan/plan.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { advanceShares, type ShareAdvance } from './advance-shares.ts'
import type { BrokerLoad, MovedBytes, ShareChunk } from './quota-ports.ts'
import type { TenantShares } from './tenant-shares.ts'

export interface ChunkStep {
  readonly previous: ShareChunk
  /** Of this part: at work, or with shares of their own. */
  readonly tenantIds: readonly string[]
  readonly tenants: ReadonlyMap<string, Tenant>
  readonly loads: readonly BrokerLoad[]
  readonly moved: ReadonlyMap<string, MovedBytes> | null
  readonly brokers: number
  readonly now: number
  readonly horizonMs: number
}

/** The shares of one part after a look, and what is to be sent for them. The same chunk when there is nothing to write. */
export function advanceChunk(step: ChunkStep): {
  readonly chunk: ShareChunk
  readonly quotas: readonly UserQuota[]
  readonly holds: ReadonlyMap<string, ShareAdvance['hold']>
} {
  const { previous, now } = step
  // Another pass looked later, on a clock that is ahead: its shares are the newer ones.
  if (previous.tenants.some(({ lookedAt }) => lookedAt >= now))
    return { chunk: previous, quotas: [], holds: new Map() }
  const known = new Map(previous.tenants.map((shares) => [shares.tenantId, shares]))
  const advances = step.tenantIds.map((tenantId) => advance(step, tenantId, known.get(tenantId)))
  const holds = new Map(
    advances.flatMap(({ next, hold }) => (next === null ? [] : [[next.tenantId, hold] as const])),
  )
  const tenants = advances.flatMap(({ next }) => next ?? [])
  const quotas = advances.flatMap(({ send }) => send)
  const isSame = tenants.length === 0 && previous.tenants.length === 0
  if (isSame) return { chunk: previous, quotas, holds }
  return { chunk: { ...previous, version: previous.version + 1, tenants }, quotas, holds }
}

const GONE: ShareAdvance = { next: null, send: [], hold: { begin: false, until: 0 } }

/** A tenant that is gone takes its quotas with it: settling removed the users. */
function advance(
  step: ChunkStep,
  tenantId: string,
  previous: TenantShares | undefined,
): ShareAdvance {
  const tenant = step.tenants.get(tenantId)
  if (tenant === undefined || tenant.deletedAt !== null) return GONE
  const { moved, loads, brokers, now, horizonMs } = step
  return advanceShares({
    tenantId,
    plan: planOf(tenant.plan),
    brokers,
    users: usersOf(tenant),
    loadsOf: (username) => loads.flatMap(({ users }) => users.get(username) ?? []),
    moved: moved === null ? null : (moved.get(tenantId) ?? { in: 0, out: 0 }),
    previous,
    now,
    horizonMs,
  })
}

/** Those to whom settling has given a quota: the others are its own business still. */
function usersOf(tenant: Tenant) {
  return Object.values(tenant.credentials).flatMap((credential) => {
    const { quota } = credential.applied
    if (!isLive(credential) || quota === null) return []
    return [{ username: usernameOf(tenant.id, credential), rest: quota }]
  })
}
