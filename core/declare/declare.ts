import { mayKnowOf } from '../account/account.ts'
import type { Clock } from '../kernel/clock.ts'
import { newId, type Randomness } from '../kernel/ids.ts'
import { refuseUnexpected } from '../kernel/refuse-unexpected.ts'
import { notFound, ServiceError } from '../kernel/service-error.ts'
import type { ClusterStore } from '../cluster/cluster-ports.ts'
import { askForRoom } from '../placement/ask-for-room.ts'
import { isLostRace } from '../repeat/repeat.ts'
import type { Tenant } from '../tenant/tenant.ts'
import type { TenantStore, UnsettledSignal } from '../tenant/tenant-ports.ts'
import { declarationOf } from './declaration.ts'
import { withDoubt } from './doubt.ts'
import type { DeclareRequest, Intent } from './intent.ts'

export interface DeclareDeps {
  readonly tenants: TenantStore
  readonly clusters: Pick<ClusterStore, 'get'>
  readonly signal: UnsettledSignal
  readonly clock: Clock
  readonly randomness: Randomness
}

/** How many operations of one tenant may be open: a client that outruns the cluster is told so. */
const OPEN_OPERATIONS_MAX = 100
const CONFLICT_TRIES = 5

/**
 * The first verb. Writes desired state, operation, audit event and the answer to repeats in one transaction, guarded by
 * the tenant's version; then hints that there is work. Never touches a cluster. A conflict is tried again five times,
 * and then is the caller's; `limit_reached` when its cluster has no room for more. `decide` gets the tenant as stored (never somebody else's) and must be pure, as it may run
 * more than once.
 */
export async function declare(
  deps: DeclareDeps,
  request: DeclareRequest,
  tenantId: string,
  decide: (tenant: Tenant, now: number) => Intent,
): Promise<unknown> {
  return await untilWon(deps, request, async () => {
    const tenant = await deps.tenants.get(tenantId)
    if (
      tenant === undefined ||
      !mayKnowOf(request.actor, tenant.accountId) ||
      tenant.deletedAt !== null
    )
      throw notFound('tenant')
    refuseUnexpected('tenant', tenant.generation, request.expected)
    refuseCrowd(tenant)
    const intent = decide(tenant, deps.clock.now())
    const room = await askForRoom(
      deps.clusters,
      tenant,
      intent.tenant,
      intent.mayUseReserve === true,
    )
    return { ...intent, ...room, before: tenant, tenant: withDoubt(tenant, room.tenant) }
  })
}

/** Like `declare`, for a tenant that does not exist yet; `decide` makes it, with version 0. */
export async function declareNew(
  deps: DeclareDeps,
  request: DeclareRequest,
  decide: (now: number) => Intent,
): Promise<unknown> {
  return await untilWon(deps, request, async () => decide(deps.clock.now()))
}

/** A lost race (somebody wrote the tenant first) is run again on what is stored then. */
async function untilWon(
  deps: DeclareDeps,
  request: DeclareRequest,
  intend: () => Promise<Intent>,
): Promise<unknown> {
  for (let tries = 1; ; tries += 1) {
    const { declaration, answer } = write(deps, request, await intend())
    try {
      await deps.tenants.declare(declaration)
      deps.signal.raise(declaration.tenant.id, declaration.tenant.clusterId)
      return answer
    } catch (error) {
      if (!isLostRace(error) || tries >= CONFLICT_TRIES) throw error
    }
  }
}

function write(
  deps: DeclareDeps,
  request: DeclareRequest,
  intent: Intent,
): ReturnType<typeof declarationOf> {
  const operationId = newId('op', deps.randomness)
  const eventId = newId('evt', deps.randomness)
  return declarationOf(request, intent, { operationId, eventId, now: deps.clock.now() })
}

function refuseCrowd(tenant: Tenant): void {
  if (tenant.openOperations.length < OPEN_OPERATIONS_MAX) return
  throw new ServiceError(
    'conflict',
    `${OPEN_OPERATIONS_MAX} operations of this tenant are still open; wait for some of them to finish.`,
  )
}
