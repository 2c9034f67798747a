import { type Actor, mayKnowOf } from '../account/account.ts'
import { notFound } from '../kernel/service-error.ts'
import type { Tenant } from './tenant.ts'
import type { TenantStore } from './tenant-ports.ts'

/** The tenant, if it is the actor's account's; a foreign one is as missing as a missing one. */
export async function readTenant(
  tenants: TenantStore,
  actor: Actor,
  tenantId: string,
): Promise<Tenant> {
  const tenant = await tenants.get(tenantId)
  if (tenant === undefined || !mayKnowOf(actor, tenant.accountId)) throw notFound('tenant')
  return tenant
}
