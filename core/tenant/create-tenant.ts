import { newCredential } from '../credential/new-credential.ts'
import { type DeclareDeps, declareNew } from '../declare/declare.ts'
import type { DeclareRequest } from '../declare/intent.ts'
import { newTenantId, type Randomness } from '../kernel/ids.ts'
import { addTopic } from '../topic/add-topic.ts'
import type { Tenant } from './tenant.ts'
import type { NewTenantInput } from './tenant-input.ts'

/** Enough for every team and stage of a company that starts; an operator can raise it when it is a setting. */
const TENANTS_AN_ACCOUNT_MAX = 100

/** Declares a tenant with its topics and a first credential that may read and write all of them. */
export async function createTenant(
  deps: DeclareDeps,
  request: DeclareRequest,
  input: NewTenantInput,
): Promise<unknown> {
  return await declareNew(deps, request, (now) => {
    const bare = { ...emptyTenant(deps.randomness, input, now), accountId: request.actor.accountId }
    const topics = input.topics ?? []
    const withTopics = topics.reduce(
      (tenant, topic, n) => addTopic(tenant, topic, now, `/topics/${n}`),
      bare,
    )
    const { tenant } = newCredential(
      withTopics,
      { role: 'readwrite', topics: [] },
      deps.randomness,
      now,
    )
    return {
      tenant,
      subject: { kind: 'tenant' },
      action: 'tenant.create',
      accountTenantsMax: TENANTS_AN_ACCOUNT_MAX,
    }
  })
}

function emptyTenant(
  randomness: Randomness,
  { name, plan }: NewTenantInput,
  now: number,
): Omit<Tenant, 'accountId'> {
  return {
    id: newTenantId(randomness),
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
