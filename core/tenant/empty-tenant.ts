import { newTenantId, type Randomness } from '../kernel/ids.ts'
import type { PlanId } from '../plan/plan.ts'
import type { Tenant } from './tenant.ts'

interface EmptyTenant {
  readonly accountId: string
  readonly name: string
  readonly plan: PlanId
}

/** A tenant without anything in it that nobody stored yet, under an id that was never used before. */
export function emptyTenant(
  randomness: Randomness,
  { accountId, name, plan }: EmptyTenant,
  now: number,
): Tenant {
  return {
    id: newTenantId(randomness),
    accountId,
    name,
    plan,
    createdAt: now,
    version: 0,
    generation: 0,
    observedGeneration: 0,
    dueAt: now,
    clusterId: null,
    holds: [],
    deletionProtection: false,
    activatedAt: null,
    deletedAt: null,
    topics: {},
    credentials: {},
    nextCredentialNumber: 1,
    openOperations: [],
    failures: 0,
    reason: null,
  }
}
