import type { PlanId } from '../../../core/plan/plan.ts'
import type { Tenant } from '../../../core/tenant/tenant.ts'
import { aTenant } from '../../contracts/store-fixtures.ts'
import { CREDENTIAL } from '../fixtures/parts.ts'

/** A tenant with so many users and partitions that waits for a place. */
export function waiting(plan: PlanId, users = 1, partitions = 1): Tenant {
  const credentials = Array.from({ length: users }, (_, n) => [
    `crd_${n}`,
    { ...CREDENTIAL, id: `crd_${n}`, number: n + 1, state: 'provisioning' as const },
  ])
  const spec = { partitions, retentionMs: 60_000, cleanupPolicy: 'delete' as const }
  const topic = { name: 'orders', spec, createdAt: 0, state: 'provisioning' as const }
  return aTenant({
    plan,
    topics: { orders: topic },
    credentials: Object.fromEntries(credentials),
  })
}
