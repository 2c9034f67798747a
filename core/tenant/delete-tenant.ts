import { type DeclareDeps, declare } from '../declare/declare.ts'
import type { DeclareRequest } from '../declare/intent.ts'
import { refuseWhileDeleting } from './refuse-while-deleting.ts'

/** Declares that the tenant, its records and its credentials are to go. */
export async function deleteTenant(
  deps: DeclareDeps,
  request: DeclareRequest,
  tenantId: string,
): Promise<unknown> {
  return await declare(deps, request, tenantId, (tenant, now) => {
    refuseWhileDeleting(tenant)
    const holds = [...tenant.holds, { kind: 'deletion', since: now, until: now } as const]
    return { tenant: { ...tenant, holds }, subject: { kind: 'tenant' }, action: 'tenant.delete' }
  })
}
