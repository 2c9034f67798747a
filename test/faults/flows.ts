import { createCredential } from '../../core/credential/create-credential.ts'
import { revokeCredential } from '../../core/credential/revoke-credential.ts'
import { rotateCredential } from '../../core/credential/rotate-credential.ts'
import type { DeclareRequest } from '../../core/declare/intent.ts'
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../core/kernel/clock.ts'
import { createTenant } from '../../core/tenant/create-tenant.ts'
import { deleteTenant } from '../../core/tenant/delete-tenant.ts'
import type { Tenant } from '../../core/tenant/tenant.ts'
import { createTopic } from '../../core/topic/create-topic.ts'
import { deleteTopic } from '../../core/topic/delete-topic.ts'
import { asked } from '../core/fixtures/requests.ts'
import { letTimePass } from '../core/fixtures/schedule.ts'
import { activeTenant, credentialNumbered } from '../core/fixtures/stored.ts'
import type { Ports, World } from '../core/fixtures/world.ts'

/** Something that a customer or time does, whole: from the request until everything it leads to has come to rest. */
export interface Flow {
  readonly name: string
  /** What was there before; the tenant that the steps are about is called `orders`. */
  readonly given?: (world: World) => Promise<unknown>
  /** Requests in their order, with one tick of the schedule between two; after a crash the next one comes at once. */
  readonly steps: readonly Step[]
  /** How long everything may take to come to rest, graces included. Ten minutes unless said. */
  readonly restsAfterMs?: number
}

export interface Step {
  /** The action in the audit trail: one such event, and one operation, is all that it may leave. */
  readonly action: string
  readonly run: (ports: Ports, request: DeclareRequest, tenant: Tenant | undefined) => Promise<unknown>
}

const GRACE_SECONDS = 120

/** A request on the tenant `orders`, which is there. */
function step(
  action: string,
  run: (ports: Ports, request: DeclareRequest, tenant: Tenant) => Promise<unknown>,
): Step {
  return {
    action,
    run: async (ports, request, tenant) => {
      if (tenant === undefined) throw new Error(`There is no tenant to ${action}.`)
      return await run(ports, request, tenant)
    },
  }
}

const credentialOf = (tenant: Tenant, number: number) => ({
  tenantId: tenant.id,
  credentialId: credentialNumbered(tenant, number).id,
})

const aTenant = (world: World) => activeTenant(world, { topics: [{ name: 'clicks' }] })

async function aRotatedTenant(world: World): Promise<void> {
  const tenant = await aTenant(world)
  await rotateCredential(world, asked(), credentialOf(tenant, 1), { graceSeconds: 3_600 })
  await letTimePass(world, SECOND_MS)
}

const create: Step = {
  action: 'tenant.create',
  run: (ports, request) =>
    createTenant(ports, request, {
      name: 'orders',
      plan: 'basic-0',
      topics: [{ name: 'clicks', partitions: 3 }, { name: 'sales' }],
    }),
}

const addTopic = step('topic.create', (ports, request, { id }) =>
  createTopic(ports, request, id, { name: 'refunds', partitions: 2 }),
)
const deleteClicks = step('topic.delete', (ports, request, { id }) =>
  deleteTopic(ports, request, id, 'clicks'),
)
const deleteRefunds = step('topic.delete', (ports, request, { id }) =>
  deleteTopic(ports, request, id, 'refunds'),
)
const addCredential = step('credential.create', (ports, request, { id }) =>
  createCredential(ports, request, id, { role: 'consume', topics: ['cl*'] }),
)
const rotate = step('credential.rotate', (ports, request, tenant) =>
  rotateCredential(ports, request, credentialOf(tenant, 1), { graceSeconds: GRACE_SECONDS }),
)
const revoke = (number: number) =>
  step('credential.revoke', (ports, request, tenant) =>
    revokeCredential(ports, request, credentialOf(tenant, number)),
  )
const remove = step('tenant.delete', (ports, request, { id }) => deleteTenant(ports, request, id))

/**
 * A flow more is a line more. Of two steps the second takes back the first: a crash leaves it half done on the cluster
 * with nobody who remembers, and the second must clean that up all the same.
 */
export const flows: readonly Flow[] = [
  { name: 'create', steps: [create] },
  { name: 'add topic', given: aTenant, steps: [addTopic] },
  { name: 'delete topic', given: aTenant, steps: [deleteClicks] },
  { name: 'add credential', given: aTenant, steps: [addCredential] },
  { name: 'rotate', given: aTenant, steps: [rotate] },
  { name: 'revoke', given: aTenant, steps: [revoke(1)] },
  { name: 'grace ends', given: aRotatedTenant, steps: [], restsAfterMs: 2 * HOUR_MS },
  { name: 'delete', given: aTenant, steps: [remove] },
  { name: 'delete while rotating', given: aRotatedTenant, steps: [remove] },
  { name: 'create, delete', steps: [create, remove] },
  { name: 'create, add topic', steps: [create, addTopic] },
  { name: 'add topic, delete it', given: aTenant, steps: [addTopic, deleteRefunds] },
  { name: 'add credential, revoke it', given: aTenant, steps: [addCredential, revoke(2)] },
  { name: 'rotate, revoke the old one', given: aTenant, steps: [rotate, revoke(1)] },
  { name: 'rotate, delete', given: aTenant, steps: [rotate, remove] },
]

/** Unless a flow says otherwise. */
export const RESTS_AFTER_MS = 10 * MINUTE_MS
