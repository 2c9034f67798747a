import { sameQuota } from '../../quota/quota-share.ts'
import type { TenantDifference } from './difference.ts'
import { accessText } from './inventory.ts'
import type { OwnInventory } from './owners.ts'
import { asFound, type Wanted, type WantedUser } from './wanted.ts'

/** What working credentials of one tenant lack: the user, a permission, or their quota. */
export function findLacking(
  tenantId: string,
  { users }: Wanted,
  found: OwnInventory,
): readonly TenantDifference[] {
  const has = new Set(found.access.map(accessText))
  return [...users].flatMap(([username, wanted]) =>
    wanted === null
      ? []
      : [
          ...lacksUser(tenantId, username, wanted, found),
          ...lacksAccess(tenantId, wanted, has),
          ...lacksQuota(tenantId, username, wanted, found),
        ],
  )
}

function lacksUser(
  tenantId: string,
  username: string,
  { credentialId }: WantedUser,
  found: OwnInventory,
): readonly TenantDifference[] {
  if (found.users.includes(username)) return []
  const detail = 'The user of a working credential is not there.'
  const fix = { how: 'doubt', doubt: { part: 'user', credentialId } } as const
  return [{ kind: 'user_missing', tenantId, resource: username, detail, fix }]
}

function lacksAccess(
  tenantId: string,
  { access, credentialId }: WantedUser,
  has: ReadonlySet<string>,
): readonly TenantDifference[] {
  const detail = 'A permission of a working credential is not there.'
  const fix = { how: 'doubt', doubt: { part: 'access', credentialId } } as const
  return access
    .map((binding) => accessText(asFound(binding)))
    .filter((resource) => !has.has(resource))
    .map((resource) => ({ kind: 'access_missing', tenantId, resource, detail, fix }))
}

function lacksQuota(
  tenantId: string,
  username: string,
  { quota, mayHave, credentialId }: WantedUser,
  { quotas }: OwnInventory,
): readonly TenantDifference[] {
  const found = quotas.find((each) => each.username === username && each.client === null)
  if (found !== undefined && (sameQuota(found.quota, quota) || mayHave(found.quota))) return []
  const kind = found === undefined ? 'quota_missing' : 'quota_wrong'
  const { produceBytesPerSecond: produce, consumeBytesPerSecond: consume } = quota
  const detail = `It should be ${produce} B/s produced, ${consume} B/s consumed, ${quota.requestPercentage} % of a thread.`
  const fix = { how: 'doubt', doubt: { part: 'quota', credentialId } } as const
  return [{ kind, tenantId, resource: username, detail, fix }]
}
