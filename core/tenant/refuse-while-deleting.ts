import { ServiceError } from '../kernel/service-error.ts'
import { hasHold } from './hold.ts'
import type { Tenant } from './tenant.ts'

/** Nothing is changed in a tenant that is on its way out. */
export function refuseWhileDeleting(tenant: Tenant): void {
  if (!hasHold(tenant.holds, 'deletion')) return
  throw new ServiceError('conflict', 'The tenant is being deleted; nothing in it can be changed.')
}
