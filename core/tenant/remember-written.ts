import type { Tenant } from './tenant.ts'
import type { TenantStore } from './tenant-ports.ts'

/** A pass follows a write within milliseconds; what was not asked for by then is read like everything else. */
const REMEMBERED_MAX = 100

/**
 * The same store, which hands a tenant that this process has just written to the next `getMany` without reading it again:
 * that is how a pass begins. Each is handed out once. Should another process have written meanwhile, the version tells
 * when the pass writes, as with any read that was overtaken.
 */
export function rememberWritten(store: TenantStore): TenantStore {
  const written = new Map<string, Tenant>()

  function remember(tenant: Tenant): void {
    const known = written.get(tenant.id)
    if (known !== undefined && known.version > tenant.version) return
    written.delete(tenant.id)
    written.set(tenant.id, tenant)
    for (const oldest of written.keys()) if (written.size > REMEMBERED_MAX) written.delete(oldest)
  }

  function take(id: string): readonly Tenant[] {
    const tenant = written.get(id)
    written.delete(id)
    return tenant === undefined ? [] : [tenant]
  }

  return {
    ...store,
    getMany: async (ids) => {
      const known = ids.flatMap(take)
      const missing = ids.filter((id) => !known.some((tenant) => tenant.id === id))
      return missing.length === 0 ? known : [...known, ...(await store.getMany(missing))]
    },
    declare: async (declaration) => {
      await store.declare(declaration)
      remember(declaration.tenant)
    },
    settle: async (settlement) => {
      written.delete(settlement.tenant.id)
      await store.settle(settlement)
      remember(settlement.tenant)
    },
  }
}
