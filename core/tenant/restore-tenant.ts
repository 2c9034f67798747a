import { type DeclareDeps, declare } from '../declare/declare.ts'
import type { DeclareRequest } from '../declare/intent.ts'
import { ServiceError } from '../kernel/service-error.ts'
import { purgeAtOf } from './tenant.ts'

/** Takes a deletion back, with the same topics, records and passwords. `conflict` unless it is in its grace. */
export async function restoreTenant(
  deps: DeclareDeps,
  request: DeclareRequest,
  tenantId: string,
): Promise<unknown> {
  return await declare(deps, request, tenantId, (tenant, now) => {
    const purgeAt = purgeAtOf(tenant)
    if (purgeAt === null) throw new ServiceError('conflict', 'The tenant is not being deleted.')
    if (purgeAt <= now) {
      throw new ServiceError('conflict', 'The grace is over: the tenant is being removed for good.')
    }
    const holds = tenant.holds.filter((hold) => hold.kind !== 'deletion')
    return { tenant: { ...tenant, holds }, subject: { kind: 'tenant' }, action: 'tenant.restore' }
  })
}
