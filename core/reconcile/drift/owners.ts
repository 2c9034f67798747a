import { ownerOfUser } from '../../credential/credential.ts'
import { ownerOfTopic } from '../../usage/owner-of.ts'
import {
  type FoundAccess,
  type FoundQuota,
  type FoundTopic,
  type Inventory,
  usernameIn,
} from './inventory.ts'

/** What of a cluster bears the prefix of one tenant. */
export interface OwnInventory {
  readonly topics: FoundTopic[]
  readonly users: string[]
  readonly access: FoundAccess[]
  readonly quotas: FoundQuota[]
}

/** Whose permission it is: the one who may do something, whatever it is that may be done. */
export function ownerOfAccess(access: FoundAccess): string | undefined {
  return ownerOfUser(usernameIn(access))
}

/** Sorts a cluster by tenant id. What bears no tenant's prefix is left out, and with it out of reach of every repair. */
export function inventoryByOwner(inventory: Inventory): ReadonlyMap<string, OwnInventory> {
  const owners = new Map<string, OwnInventory>()
  const of = (tenantId: string): OwnInventory => {
    const known = owners.get(tenantId) ?? { topics: [], users: [], access: [], quotas: [] }
    owners.set(tenantId, known)
    return known
  }
  const sort = <T>(
    items: readonly T[],
    ownerOf: (item: T) => string | undefined,
    put: (own: OwnInventory, item: T) => void,
  ) => {
    for (const item of items) {
      const owner = ownerOf(item)
      if (owner !== undefined) put(of(owner), item)
    }
  }
  sort(
    inventory.topics,
    ({ kafkaName }) => ownerOfTopic(kafkaName)?.tenantId,
    ({ topics }, topic) => topics.push(topic),
  )
  sort(inventory.users, ownerOfUser, ({ users }, user) => users.push(user))
  sort(inventory.access, ownerOfAccess, ({ access }, each) => access.push(each))
  sort(
    inventory.quotas,
    ({ username }) => ownerOfUser(username),
    ({ quotas }, quota) => quotas.push(quota),
  )
  return owners
}
