import { describe, expect, it } from '@jest/globals'
import { memoryAuditStore } from '../../../adapters/memory/memory-audit-store.ts'
import type { AuditStore } from '../../../core/audit/audit-ports.ts'
import { readSecret } from '../../../core/credential/read-secret.ts'
import { ServiceError } from '../../../core/kernel/service-error.ts'
import { createTenant } from '../../../core/tenant/create-tenant.ts'
import { suspendTenant } from '../../../core/tenant/hold-tenant.ts'
import { ANN, answerOf, asked, BOB } from '../fixtures/requests.ts'
import { activeTenant, credentialNumbered, storedTenant } from '../fixtures/stored.ts'
import { coreWorld, type World } from '../fixtures/world.ts'

const origin = { requestId: 'req_9', sourceAddress: '203.0.113.9' }

function read(
  world: World,
  tenantId: string,
  more: { audit?: AuditStore; actor?: typeof ANN } = {},
) {
  const credentialId = credentialNumbered(storedTenant(world, tenantId), 1).id
  const deps = { ...world, audit: more.audit ?? memoryAuditStore(world.database) }
  return readSecret(deps, { ...origin, actor: more.actor ?? ANN }, { tenantId, credentialId })
}

describe('Reading a secret', () => {
  it('gives the user and the password that the cluster knows, and is on record', async () => {
    const world = await coreWorld()
    const { id } = await activeTenant(world)
    const secret = await read(world, id)
    expect(secret).toEqual({ username: `${id}-1`, password: world.kafka.users.get(`${id}-1`) })
    const events = [...world.database.auditEvents.values()]
    expect(events.at(-1)).toMatchObject({
      action: 'credential.read-secret',
      actor: 'mem_ann',
      ...origin,
    })
    expect(JSON.stringify(events)).not.toContain(secret.password)
  })

  it('shows nothing when it cannot be put on record', async () => {
    const world = await coreWorld()
    const { id } = await activeTenant(world)
    const audit: AuditStore = {
      ...memoryAuditStore(world.database),
      append: async () => {
        throw new ServiceError('unavailable', 'The store does not answer.')
      },
    }
    await expect(read(world, id, { audit })).rejects.toMatchObject({ code: 'unavailable' })
  })

  it('waits until the credential works', async () => {
    const world = await coreWorld()
    const answer = await createTenant(world, asked(), { name: 'orders', plan: 'trial' })
    const { tenantId } = answerOf(answer)
    await expect(read(world, tenantId)).rejects.toMatchObject({ code: 'conflict' })
  })

  it('is refused while the tenant is held, and to others as if there were none', async () => {
    const world = await coreWorld()
    const { id } = await activeTenant(world)
    await expect(read(world, id, { actor: BOB })).rejects.toMatchObject({ code: 'not_found' })
    await suspendTenant(world, asked(), id)
    await expect(read(world, id)).rejects.toMatchObject({ code: 'conflict' })
  })
})
