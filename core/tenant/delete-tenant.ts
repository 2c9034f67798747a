import { type DeclareDeps, declare } from '../declare/declare.ts'
import type { DeclareRequest } from '../declare/intent.ts'
import { SECOND_MS } from '../kernel/clock.ts'
import { ServiceError } from '../kernel/service-error.ts'
import { refuseWhileDeleting } from './refuse-while-deleting.ts'
import type { DeleteTenantInput } from './tenant-input.ts'

/**
 * Declares that the tenant is to go: its credentials are cut off now, and topics and users are removed after the grace.
 * Until then `restoreTenant` brings all of it back. `conflict` while it is protected.
 */
export async function deleteTenant(
  deps: DeclareDeps,
  request: DeclareRequest,
  tenantId: string,
  { graceSeconds }: DeleteTenantInput,
): Promise<unknown> {
  return await declare(deps, request, tenantId, (tenant, now) => {
    refuseWhileDeleting(tenant)
    if (tenant.deletionProtection) {
      throw new ServiceError(
        'conflict',
        'The tenant is protected from deletion; set deletionProtection to false first.',
      )
    }
    const until = now + graceSeconds * SECOND_MS
    const holds = [...tenant.holds, { kind: 'deletion', since: now, until } as const]
    return { tenant: { ...tenant, holds }, subject: { kind: 'tenant' }, action: 'tenant.delete' }
  })
}
