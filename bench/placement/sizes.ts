import { NOTHING_APPLIED } from '../../core/credential/credential.ts'
import { planOf, type PlanId } from '../../core/plan/plan.ts'
import { REPLICAS_A_PARTITION } from '../../core/topic/add-topic.ts'
import type { Tenant } from '../../core/tenant/tenant.ts'

type Chance = () => number

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz'
const ID_CHARACTERS = 12

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
export function drawnTenant(chance: Chance, now: number): Tenant {
  const drawn = chance()
  const plan = PLANS.find(([, upTo]) => drawn < upTo)?.[0] ?? 'trial'
  const { credentials, partitionReplicas } = planOf(plan).limits
  const id = Array.from({ length: ID_CHARACTERS }, () => ALPHABET[Math.floor(chance() * 26)]).join(
    '',
  )
  const bare = bareTenant(id, plan, now)
  const partitions = heavyTailed(chance, 1.1, Math.floor(partitionReplicas / REPLICAS_A_PARTITION))
  const users = heavyTailed(chance, 2, credentials)
  const withTopic = withPartitions(bare, partitions, now)
  return Array.from({ length: users }).reduce<Tenant>((tenant) => withUser(tenant, now), withTopic)
}

export function withPartitions(tenant: Tenant, partitions: number, now: number): Tenant {
  const spec = { partitions, retentionMs: 86_400_000, cleanupPolicy: 'delete' } as const
  const topic = { name: 'all', spec, createdAt: now, state: 'provisioning' } as const
  return { ...tenant, topics: { all: topic } }
}

export function withUser(tenant: Tenant, now: number): Tenant {
  const number = tenant.nextCredentialNumber
  const credential = {
    id: `crd_${number}`,
    number,
    role: 'readwrite',
    topics: [],
    createdAt: now,
    applied: NOTHING_APPLIED,
    state: 'provisioning',
  } as const
  return {
    ...tenant,
    nextCredentialNumber: number + 1,
    credentials: { ...tenant.credentials, [credential.id]: credential },
  }
}

function bareTenant(id: string, plan: PlanId, now: number): Tenant {
  return {
    id,
    accountId: `acc_${id}`,
    name: 'orders',
    plan,
    createdAt: now,
    version: 1,
    generation: 1,
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
