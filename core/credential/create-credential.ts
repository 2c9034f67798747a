import { type DeclareDeps, declare } from '../declare/declare.ts'
import type { DeclareRequest } from '../declare/intent.ts'
import { limitReached } from '../kernel/service-error.ts'
import { planOf } from '../plan/plan.ts'
import { refuseWhileDeleting } from '../tenant/refuse-while-deleting.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { countsAgainstPlan } from './credential.ts'
import type { NewCredentialInput } from './credential-input.ts'
import { newCredential } from './new-credential.ts'

/** Declares one more Kafka user for the tenant. `limit_reached` beyond the plan. */
export async function createCredential(
  deps: DeclareDeps,
  request: DeclareRequest,
  tenantId: string,
  input: NewCredentialInput,
): Promise<unknown> {
  return await declare(deps, request, tenantId, (tenant, now) => {
    refuseWhileDeleting(tenant)
    refuseOverLimit(tenant)
    const made = newCredential(tenant, wantedOf(input), deps.randomness, now)
    return {
      tenant: made.tenant,
      subject: { kind: 'credential', id: made.credential.id },
      action: 'credential.create',
    }
  })
}

function wantedOf({ role, topics, rotateEveryDays }: NewCredentialInput) {
  const age = rotateEveryDays === undefined ? {} : { rotateEveryDays }
  return { role, topics: topics ?? [], ...age }
}

function refuseOverLimit(tenant: Tenant): void {
  const limit = planOf(tenant.plan).limits.credentials
  const used = Object.values(tenant.credentials).filter(countsAgainstPlan).length
  if (used + 1 > limit) throw limitReached('credentials', limit, used, 1)
}
