import { type DeclareDeps, declare } from '../declare/declare.ts'
import type { DeclareRequest } from '../declare/intent.ts'
import { hasHold } from './hold.ts'

/** Declares that none of the tenant's credentials works until it is resumed. Repeating it changes nothing more. */
export async function suspendTenant(
  deps: DeclareDeps,
  request: DeclareRequest,
  tenantId: string,
): Promise<unknown> {
  return await declare(deps, request, tenantId, (tenant, now) => {
    const held = hasHold(tenant.holds, 'operator')
    const holds = held ? tenant.holds : [...tenant.holds, { kind: 'operator', since: now } as const]
    return { tenant: { ...tenant, holds }, subject: { kind: 'tenant' }, action: 'tenant.suspend' }
  })
}

/** Lifts the operator's hold; other holds stay. */
export async function resumeTenant(
  deps: DeclareDeps,
  request: DeclareRequest,
  tenantId: string,
): Promise<unknown> {
  return await declare(deps, request, tenantId, (tenant) => {
    const holds = tenant.holds.filter((hold) => hold.kind !== 'operator')
    return { tenant: { ...tenant, holds }, subject: { kind: 'tenant' }, action: 'tenant.resume' }
  })
}
