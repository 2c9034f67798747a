import { newCredential } from '../credential/new-credential.ts'
import { type DeclareDeps, declareNew } from '../declare/declare.ts'
import type { DeclareRequest } from '../declare/intent.ts'
import { addTopic, partitionsOf, refuseOverLimit } from '../topic/add-topic.ts'
import { emptyTenant } from './empty-tenant.ts'
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
    const { accountId } = request.actor
    const bare = emptyTenant(deps.randomness, { ...input, accountId }, now)
    const topics = input.topics ?? []
    refuseOverLimit(bare, partitionsOf(topics), topics.length)
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
