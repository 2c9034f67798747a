import type { ShareStore } from '../../quota/quota-ports.ts'
import type { MovedQuotas } from './drift-ports.ts'

/** Shares that follow what is used are kept apart from tenants: they are what a cluster should have. */
export function movedQuotasOf(shares: Pick<ShareStore, 'chunks'>): MovedQuotas {
  return async (clusterId) => {
    const chunks = await shares.chunks(clusterId)
    const users = chunks.flatMap(({ tenants }) => tenants.flatMap((tenant) => tenant.users))
    return new Map(users.map(({ username, quota }) => [username, quota]))
  }
}
