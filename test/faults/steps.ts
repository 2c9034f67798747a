import { changeCredential } from '../../core/credential/change-credential.ts'
import { createCredential } from '../../core/credential/create-credential.ts'
import type { RotateCredentialInput } from '../../core/credential/credential-input.ts'
import { revokeCredential } from '../../core/credential/revoke-credential.ts'
import { rotateCredential } from '../../core/credential/rotate-credential.ts'
import type { DeclareRequest } from '../../core/declare/intent.ts'
import { MINUTE_MS } from '../../core/kernel/clock.ts'
import { createRateHolds } from '../../core/reconcile/rate-holds.ts'
import { changeTenant } from '../../core/tenant/change-tenant.ts'
import { createTenant } from '../../core/tenant/create-tenant.ts'
import { deleteTenant } from '../../core/tenant/delete-tenant.ts'
import { hasHold } from '../../core/tenant/hold.ts'
import { resumeTenant, suspendTenant } from '../../core/tenant/hold-tenant.ts'
import { restoreTenant } from '../../core/tenant/restore-tenant.ts'
import type { Tenant } from '../../core/tenant/tenant.ts'
import type {
  ChangeTenantInput,
  DeleteTenantInput,
  NewTenantInput,
} from '../../core/tenant/tenant-input.ts'
import { changeTopic } from '../../core/topic/change-topic.ts'
import { createTopic } from '../../core/topic/create-topic.ts'
import { deleteTopic } from '../../core/topic/delete-topic.ts'
import type { ChangeTopicInput, NewTopicInput } from '../../core/topic/topic-input.ts'
import { credentialNumbered } from '../core/fixtures/stored.ts'
import type { Ports } from '../core/fixtures/world.ts'

/** One request; all of them are about the one tenant that there is. */
export type Step = (
  ports: Ports,
  request: DeclareRequest,
  tenant: Tenant | undefined,
) => Promise<unknown>

type TenantStep = (ports: Ports, request: DeclareRequest, tenant: Tenant) => Promise<unknown>

function onTenant(step: TenantStep): Step {
  return async (ports, request, tenant) => {
    if (tenant === undefined) throw new Error('There is no tenant yet.')
    return await step(ports, request, tenant)
  }
}

/** The credential by the number in its user name. */
function target(tenant: Tenant, number: number): { tenantId: string; credentialId: string } {
  return { tenantId: tenant.id, credentialId: credentialNumbered(tenant, number).id }
}

export function create(input: NewTenantInput): Step {
  return (ports, request) => createTenant(ports, request, input)
}

export function change(input: ChangeTenantInput): Step {
  return onTenant((ports, request, { id }) => changeTenant(ports, request, id, input))
}

export function remove(input: DeleteTenantInput): Step {
  return onTenant((ports, request, { id }) => deleteTenant(ports, request, id, input))
}

export const restore = onTenant((ports, request, { id }) => restoreTenant(ports, request, id))
export const suspend = onTenant((ports, request, { id }) => suspendTenant(ports, request, id))
export const resume = onTenant((ports, request, { id }) => resumeTenant(ports, request, id))

/** Looks after which a pass over shares has long had its way. */
const LOOKS_MAX = 20

/**
 * What passes over shares do to a tenant that is a minute ahead of its plan, one after the other until it is held. Nobody
 * asked for it.
 */
export const tooFast = onTenant(async (ports, _, { id }) => {
  const holds = createRateHolds(ports)
  for (let looks = 0; looks < LOOKS_MAX; looks += 1) {
    const [tenant] = await ports.tenants.getMany([id])
    if (tenant === undefined || hasHold(tenant.holds, 'rate')) return
    await holds.hold(tenant, { begin: true, until: ports.clock.now() + MINUTE_MS })
  }
  throw new Error(`The tenant is not held after ${LOOKS_MAX} looks.`)
})

/** How many of these leave an operation and an audit event. */
export function requestsAmong(steps: readonly Step[]): number {
  return steps.filter((step) => step !== tooFast).length
}

export function addTopic(input: NewTopicInput): Step {
  return onTenant((ports, request, { id }) => createTopic(ports, request, id, input))
}

export function setTopic(topicName: string, input: ChangeTopicInput): Step {
  return onTenant((ports, request, { id }) =>
    changeTopic(ports, request, { tenantId: id, topicName }, input),
  )
}

export function dropTopic(name: string): Step {
  return onTenant((ports, request, { id }) => deleteTopic(ports, request, id, name))
}

export const addCredential = onTenant((ports, request, { id }) =>
  createCredential(ports, request, id, { role: 'consume', topics: ['cl*'] }),
)

export function rotate(input: RotateCredentialInput): Step {
  return onTenant((ports, request, tenant) =>
    rotateCredential(ports, request, target(tenant, 1), input),
  )
}

export function rotateEvery(rotateEveryDays: number): Step {
  return onTenant((ports, request, tenant) =>
    changeCredential(ports, request, target(tenant, 1), { rotateEveryDays }),
  )
}

export function revoke(number: number): Step {
  return onTenant((ports, request, tenant) =>
    revokeCredential(ports, request, target(tenant, number)),
  )
}
