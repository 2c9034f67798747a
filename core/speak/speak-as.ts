import type { Actor } from '../account/account.ts'
import type { ClusterStore } from '../cluster/cluster-ports.ts'
import type { TenantSession, TenantSessions } from '../cluster/session-ports.ts'
import { type ExpectedStates, refuseUnexpected } from '../kernel/refuse-unexpected.ts'
import { ServiceError } from '../kernel/service-error.ts'
import { accessUnder } from '../tenant/hold.ts'
import { readTenant } from '../tenant/read-tenant.ts'
import type { Tenant } from '../tenant/tenant.ts'
import type { TenantStore } from '../tenant/tenant-ports.ts'
import { type Credential, type CredentialRole, usernameOf } from '../credential/credential.ts'
import type { SecretStore } from '../credential/credential-ports.ts'

export interface SpeakDeps {
  readonly tenants: TenantStore
  readonly clusters: ClusterStore
  readonly secrets: SecretStore
  readonly kafkaSessions: TenantSessions
}

type Deed = 'produce' | 'consume'

interface Speaker {
  readonly actor: Actor
  readonly expected?: ExpectedStates
}

/**
 * Works on the cluster as one of the tenant's own users, chosen for what it may do: the broker then allows, limits and
 * counts it as it does that user's own clients. `conflict` when no credential of the tenant can do it now.
 */
export async function speakAs<T>(
  deps: SpeakDeps,
  { actor, expected }: Speaker,
  target: { readonly tenantId: string; readonly deed: Deed; readonly topicName?: string },
  work: (session: TenantSession, tenant: Tenant) => Promise<T>,
): Promise<T> {
  const tenant = await readTenant(deps.tenants, actor, target.tenantId)
  refuseUnexpected('tenant', tenant.generation, expected)
  const credential = speaker(tenant, target.deed, target.topicName)
  const [cluster, secret] = await Promise.all([
    tenant.clusterId === null ? undefined : deps.clusters.get(tenant.clusterId),
    deps.secrets.get(usernameOf(tenant.id, credential)),
  ])
  if (cluster === undefined || secret === undefined)
    throw new ServiceError('unavailable', 'The tenant is not ready yet; try again in a moment.')
  return await deps.kafkaSessions.with(cluster, secret, (session) => work(session, tenant))
}

const CAN: Readonly<Record<Deed, readonly CredentialRole[]>> = {
  produce: ['readwrite', 'produce'],
  consume: ['readwrite', 'consume'],
}

/** The newest active one that may; for all topics before for some. */
function speaker(tenant: Tenant, deed: Deed, topicName: string | undefined): Credential {
  refuseWhileHeld(tenant, deed)
  const able = Object.values(tenant.credentials).filter(
    ({ state, role, topics }) =>
      state === 'active' && CAN[deed].includes(role) && covers(topics, topicName),
  )
  const [best] = able.toSorted(
    (a, b) => Number(a.topics.length > 0) - Number(b.topics.length > 0) || b.number - a.number,
  )
  if (best !== undefined) return best
  const where = topicName === undefined ? '' : ' on this topic'
  throw new ServiceError(
    'conflict',
    `The tenant has no active credential that may ${deed}${where}; make one with role readwrite or ${deed}.`,
  )
}

function refuseWhileHeld(tenant: Tenant, deed: Deed): void {
  const access = accessUnder(tenant.holds)
  if (access === 'none')
    throw new ServiceError('conflict', 'The tenant is held, so none of its credentials works now.')
  if (access === 'read-only' && deed === 'produce') {
    const kinds = tenant.holds.map(({ kind }) => kind).join(' and ')
    throw new ServiceError(
      'conflict',
      `The tenant is read-only now: its ${kinds} limit is reached.`,
    )
  }
}

/** Without a topic anyone will do: what it may not see stays unseen. */
function covers(patterns: readonly string[], topicName: string | undefined): boolean {
  if (topicName === undefined || patterns.length === 0) return true
  return patterns.some((pattern) =>
    pattern.endsWith('*') ? topicName.startsWith(pattern.slice(0, -1)) : topicName === pattern,
  )
}
