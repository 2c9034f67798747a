import { newCredential } from '../../core/credential/new-credential.ts'
import { newId, type Randomness } from '../../core/kernel/ids.ts'
import { planOf, type PlanId } from '../../core/plan/plan.ts'
import { REPLICAS_A_PARTITION } from '../../core/topic/add-topic.ts'
import { emptyTenant } from '../../core/tenant/empty-tenant.ts'
import type { Tenant } from '../../core/tenant/tenant.ts'

type Chance = () => number

interface Chances {
  readonly chance: Chance
  readonly randomness: Randomness
}

/** Most take the small plans, as with every host that has some. */
const PLANS: readonly (readonly [PlanId, number])[] = [
  ['trial', 0.3],
  ['basic-0', 0.8],
  ['basic-1', 0.97],
  ['basic-2', 1],
]

/** Pareto: most are small, few are very large, none beyond `most`; the smaller `tail`, the more are large. */
function heavyTailed(chance: Chance, tail: number, most: number): number {
  return Math.min(most, Math.floor((1 - chance()) ** (-1 / tail)))
}

/** A tenant as it is declared, of a size that was drawn. */
export function drawnTenant({ chance, randomness }: Chances, now: number): Tenant {
  const drawn = chance()
  const plan = PLANS.find(([, upTo]) => drawn < upTo)?.[0] ?? 'trial'
  const { credentials, partitionReplicas } = planOf(plan).limits
  const accountId = newId('acc', randomness)
  const bare = emptyTenant(randomness, { accountId, name: 'orders', plan }, now)
  const declared: Tenant = { ...bare, version: 1, generation: 1 }
  const partitions = heavyTailed(chance, 1.1, Math.floor(partitionReplicas / REPLICAS_A_PARTITION))
  const users = heavyTailed(chance, 2, credentials)
  const withTopic = withPartitions(declared, partitions, now)
  return Array.from({ length: users }).reduce<Tenant>(
    (tenant) => withUser(tenant, randomness, now),
    withTopic,
  )
}

export function withPartitions(tenant: Tenant, partitions: number, now: number): Tenant {
  const spec = { partitions, retentionMs: 86_400_000, cleanupPolicy: 'delete' } as const
  const topic = { name: 'all', spec, createdAt: now, state: 'provisioning' } as const
  return { ...tenant, topics: { all: topic } }
}

export function withUser(tenant: Tenant, randomness: Randomness, now: number): Tenant {
  return newCredential(tenant, { role: 'readwrite', topics: [] }, randomness, now).tenant
}
