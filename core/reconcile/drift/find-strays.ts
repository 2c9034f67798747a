import type { TenantDifference, Fix } from './difference.ts'
import type { FindingKind } from './finding.ts'
import { accessText, quotaText, usernameIn } from './inventory.ts'
import type { OwnInventory } from './owners.ts'
import { asFound, type Wanted } from './wanted.ts'

interface Stray {
  readonly kind: FindingKind
  readonly username: string
  readonly resource: string
  readonly detail: string
  readonly fix: Fix
}

/**
 * Users, permissions and quotas that no credential of the tenant has. What belongs to a user of a number that was never
 * given out is told and not touched: somebody made it by hand, or the table was set back to an earlier day.
 */
export function findStrays(
  tenantId: string,
  wanted: Wanted,
  found: OwnInventory,
): readonly TenantDifference[] {
  const strays = [
    ...strayUsers(wanted, found),
    ...strayAccess(wanted, found),
    ...strayQuotas(wanted, found),
  ]
  return strays.map(({ username, ...stray }) => {
    if (numberIn(username) < wanted.nextNumber) return { ...stray, tenantId }
    const detail = `${stray.detail} No credential ever had this user name.`
    return { ...stray, tenantId, detail, fix: { how: 'none' } }
  })
}

function numberIn(username: string): number {
  return Number(username.slice(username.lastIndexOf('-') + 1))
}

function strayUsers({ users: wants }: Wanted, { users }: OwnInventory): readonly Stray[] {
  const detail = 'No credential has this user.'
  return users
    .filter((username) => !wants.has(username))
    .map((username) => {
      const fix = { how: 'take-user', username } as const
      return { kind: 'user_stray', username, resource: username, detail, fix }
    })
}

function strayAccess({ users: wants }: Wanted, { access: found }: OwnInventory): readonly Stray[] {
  const bindings = [...wants.values()].flatMap((each) => each?.access ?? [])
  const wanted = new Set(bindings.map((binding) => accessText(asFound(binding))))
  const detail = 'No credential has this permission.'
  return found.flatMap((access) => {
    const resource = accessText(access)
    const username = usernameIn(access)
    if (wanted.has(resource) || wants.get(username) === null) return []
    return [
      { kind: 'access_stray', username, resource, detail, fix: { how: 'take-access', access } },
    ]
  })
}

/** A quota on user *and* client id would count before ours, so any of that kind is one too many. */
function strayQuotas({ users: wants }: Wanted, { quotas: found }: OwnInventory): readonly Stray[] {
  return found.flatMap((quota) => {
    const { username, client } = quota
    const wanted = wants.get(username)
    if (wanted === null && client === null) return []
    const keys = wanted === undefined || client !== null ? quota.keys : quota.others
    if (keys.length === 0) return []
    const detail = `Nobody asked for ${keys.join(', ')}.`
    const fix = { how: 'take-quota', removal: { username, client, keys } } as const
    return [{ kind: 'quota_stray', username, resource: quotaText(quota), detail, fix }]
  })
}
