import { withDoubt } from '../declare/doubt.ts'
import type { Randomness } from '../kernel/ids.ts'
import { planOf } from '../plan/plan.ts'
import { hasHold } from './hold.ts'
import { limitEvent } from './limit-event.ts'
import { eventsBetween, markAfter, type StorageMark } from './storage-mark.ts'
import type { Tenant } from './tenant.ts'
import type { Settlement } from './tenant-ports.ts'

/**
 * What the bytes of a tenant on disk mean for it: which mark it stands at, and whether it is held, so that it can only be
 * read until it has deleted something or moved to a larger plan. Null when nothing changes. Pure.
 */
export function holdForStorage(
  tenant: Tenant,
  usedBytes: number,
  randomness: Randomness,
  now: number,
): Settlement | null {
  const isGoing = tenant.deletedAt !== null || hasHold(tenant.holds, 'deletion')
  const mark = markAfter(tenant.storageMark, usedBytes, planOf(tenant.plan).limits.storageBytes)
  const isHeld = hasHold(tenant.holds, 'storage')
  if (isGoing || (mark === tenant.storageMark && isHeld === (mark === 100))) return null
  const auditEvents = eventsBetween(tenant.storageMark, mark).map((action) =>
    limitEvent(tenant, action, randomness, now),
  )
  return { tenant: marked(tenant, mark, now), finished: [], auditEvents }
}

/** A hold is a desired state like any other, though nobody asked for it. */
function marked(tenant: Tenant, mark: StorageMark | undefined, now: number): Tenant {
  const { storageMark: _, ...rest } = tenant
  const next: Tenant = {
    ...rest,
    ...(mark === undefined ? {} : { storageMark: mark }),
    version: tenant.version + 1,
  }
  if (hasHold(tenant.holds, 'storage') === (mark === 100)) return next
  const others = tenant.holds.filter(({ kind }) => kind !== 'storage')
  const holds = mark === 100 ? [...others, { kind: 'storage', since: now } as const] : others
  return withDoubt(tenant, { ...next, holds, generation: tenant.generation + 1, dueAt: now })
}
