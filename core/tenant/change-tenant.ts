import { type DeclareDeps, declare } from '../declare/declare.ts'
import type { DeclareRequest } from '../declare/intent.ts'
import { planOf } from '../plan/plan.ts'
import { refusePlanChange } from './refuse-plan-change.ts'
import { refuseWhileDeleting } from './refuse-while-deleting.ts'
import type { Tenant } from './tenant.ts'
import type { ChangeTenantInput } from './tenant-input.ts'

/**
 * Declares another name, plan or deletion protection. A smaller plan is refused, with every reason, while the tenant has
 * more than it allows.
 */
export async function changeTenant(
  deps: DeclareDeps,
  request: DeclareRequest,
  tenantId: string,
  input: ChangeTenantInput,
): Promise<unknown> {
  return await declare(deps, request, tenantId, (tenant) => {
    refuseWhileDeleting(tenant)
    if (input.plan !== undefined) refusePlanChange(tenant, planOf(input.plan))
    return {
      tenant: { ...tenant, ...definedOf(tenant, input) },
      subject: { kind: 'tenant' },
      action: 'tenant.change',
      ...(input.name === undefined || input.name === tenant.name
        ? {}
        : { formerName: tenant.name }),
    }
  })
}

function definedOf(
  tenant: Tenant,
  { name, plan, deletionProtection }: ChangeTenantInput,
): Pick<Tenant, 'name' | 'plan' | 'deletionProtection'> {
  return {
    name: name ?? tenant.name,
    plan: plan ?? tenant.plan,
    deletionProtection: deletionProtection ?? tenant.deletionProtection,
  }
}
