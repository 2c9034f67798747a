import { revoked } from '../credential/retire.ts'
import { rotatesAt } from '../credential/rotate-by-age.ts'
import { DAY_MS } from '../kernel/clock.ts'
import { withoutEndedRateHold } from '../tenant/hold-for-rate.ts'
import { mapParts } from '../tenant/map-parts.ts'
import { purgeAtOf, type Tenant } from '../tenant/tenant.ts'
import type { Topic } from '../topic/topic.ts'

/** A revoked credential stays readable for a day, and no more than this many of them do. */
const REVOKED_KEPT_MS = DAY_MS
const REVOKED_KEPT_MAX = 20

/** What time alone has made of the tenant: graces that ended, a purge that is due, the past that may be forgotten. */
export function elapse(tenant: Tenant, now: number): Tenant {
  const purgeAt = purgeAtOf(tenant)
  return purgeAt !== null && purgeAt <= now ? purged(tenant, now) : aged(tenant, now)
}

/** When time will next change something by itself, or null: nothing happens any more to a tenant that is gone. */
export function nextChangeAt(tenant: Tenant): number | null {
  if (tenant.deletedAt !== null) return null
  const moments = Object.values(tenant.credentials).flatMap((credential) => {
    const rotates = rotatesAt(tenant, credential)
    if (rotates !== null) return [rotates]
    if (credential.state === 'retiring') return [credential.retiresAt]
    return credential.state === 'revoked' && credential.cleanedAt !== null
      ? [credential.cleanedAt + REVOKED_KEPT_MS]
      : []
  })
  const purgeAt = purgeAtOf(tenant)
  if (purgeAt !== null) moments.push(purgeAt)
  const heldUntil = tenant.holds.find(({ kind }) => kind === 'rate')?.until
  if (heldUntil !== undefined) moments.push(heldUntil)
  return moments.length === 0 ? null : Math.min(...moments)
}

function aged(tenant: Tenant, now: number): Tenant {
  const ended = mapParts(tenant.credentials, (each) =>
    each.state === 'retiring' && each.retiresAt <= now ? revoked(each, each.retiresAt) : each,
  )
  return withoutEndedRateHold({ ...tenant, credentials: withoutForgotten(ended, now) }, now)
}

function purged(tenant: Tenant, now: number): Tenant {
  return {
    ...tenant,
    topics: mapParts(tenant.topics, deleting),
    credentials: mapParts(tenant.credentials, (each) => revoked(each, now)),
  }
}

function deleting({ name, spec, createdAt }: Topic): Topic {
  return { name, spec, createdAt, state: 'deleting' }
}

function withoutForgotten(credentials: Tenant['credentials'], now: number): Tenant['credentials'] {
  const cleaned = Object.values(credentials)
    .flatMap((each) =>
      each.state === 'revoked' && each.cleanedAt !== null
        ? [{ id: each.id, at: each.cleanedAt }]
        : [],
    )
    .sort((a, b) => b.at - a.at)
  const forgotten = new Set(
    cleaned
      .filter(({ at }, n) => n >= REVOKED_KEPT_MAX || at + REVOKED_KEPT_MS <= now)
      .map(({ id }) => id),
  )
  if (forgotten.size === 0) return credentials
  return Object.fromEntries(Object.entries(credentials).filter(([id]) => !forgotten.has(id)))
}
