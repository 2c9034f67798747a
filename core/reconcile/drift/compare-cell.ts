import { compareTopics } from './compare-topics.ts'
import type { TenantDifference } from './difference.ts'
import { findLacking } from './find-lacking.ts'
import { findStrays } from './find-strays.ts'
import { accessText, type FoundAccess, type Inventory } from './inventory.ts'
import { inventoryByOwner, ownerOfAccess, type OwnInventory } from './owners.ts'
import type { Scene } from './scene.ts'
import { type CellQuotas, NOTHING_WANTED, type Wanted, wantedOf } from './wanted.ts'

const NOTHING: OwnInventory = { topics: [], users: [], access: [], quotas: [] }

/**
 * Where a cluster differs from what its tenants have there by what is written down. Pure and linear. Says nothing of
 * tenants that are not at rest, and nothing of what bears no tenant's prefix.
 */
export function compareCell(
  scene: Scene,
  inventory: Inventory,
  quotas: CellQuotas,
): readonly TenantDifference[] {
  const owners = inventoryByOwner(inventory)
  const resting = [...scene.resting.values()].flatMap((tenant) =>
    compare(tenant.id, wantedOf(tenant, quotas), owners.get(tenant.id) ?? NOTHING),
  )
  const others = [...owners].flatMap(([tenantId, own]) => {
    if (scene.resting.has(tenantId) || scene.busy.has(tenantId)) return []
    return scene.gone.has(tenantId)
      ? compare(tenantId, NOTHING_WANTED, own)
      : [unknownOwner(tenantId, own)]
  })
  return [...resting, ...others, ...foreignAccess(scene, inventory.access)]
}

function compare(tenantId: string, wanted: Wanted, own: OwnInventory): readonly TenantDifference[] {
  return [
    ...findLacking(tenantId, wanted, own),
    ...findStrays(tenantId, wanted, own),
    ...compareTopics(tenantId, wanted.topics, own.topics),
  ]
}

/** It may belong to another installation on the same cluster, or to nobody of ours at all: one word, and no hand on it. */
function unknownOwner(tenantId: string, own: OwnInventory): TenantDifference {
  const { topics, users, access, quotas } = own
  const detail = `No tenant of this cluster has this id: ${topics.length} topics, ${users.length} users, ${access.length} permissions, ${quotas.length} quotas.`
  const resource = tenantId
  return { kind: 'unknown_owner', tenantId, resource, detail, fix: { how: 'none' } }
}

/** Somebody who is no credential of ours may reach into a tenant by name; whoever arranged it may have had a reason. */
function foreignAccess(scene: Scene, access: readonly FoundAccess[]): readonly TenantDifference[] {
  return access.flatMap((each): readonly TenantDifference[] => {
    const [, tenantId] = /^([a-z][a-z0-9]{11})\./.exec(each.name) ?? []
    if (tenantId === undefined || ownerOfAccess(each) !== undefined) return []
    if (!scene.resting.has(tenantId) && !scene.busy.has(tenantId)) return []
    const detail = 'Somebody who is no credential of the tenant may reach into it.'
    const resource = accessText(each)
    return [{ kind: 'access_foreign', tenantId, resource, detail, fix: { how: 'none' } }]
  })
}
