import { describe, expect, it } from '@jest/globals'
import { createCredential } from '../../../core/credential/create-credential.ts'
import { revokeCredential } from '../../../core/credential/revoke-credential.ts'
import { rotateCredential } from '../../../core/credential/rotate-credential.ts'
import { DAY_MS, HOUR_MS, SECOND_MS } from '../../../core/kernel/clock.ts'
import type { Tenant } from '../../../core/tenant/tenant.ts'
import { asked } from '../fixtures/requests.ts'
import { letTimePass } from '../fixtures/schedule.ts'
import { activeTenant, credentialNumbered, storedTenant } from '../fixtures/stored.ts'
import { standing } from '../fixtures/wanted-cluster.ts'
import { coreWorld, type World } from '../fixtures/world.ts'

const refusedAs = (code: string) => expect.objectContaining({ code })
const target = (tenant: Tenant, number: number) => ({
  tenantId: tenant.id,
  credentialId: credentialNumbered(tenant, number).id,
})
const rotate = (world: World, tenant: Tenant, number: number, graceSeconds: number) =>
  rotateCredential(world, asked(), target(tenant, number), { graceSeconds })
const stateNow = (world: World, { id }: Tenant, number: number) =>
  credentialNumbered(storedTenant(world, id), number).state

async function world1() {
  const world = await coreWorld()
  return { world, tenant: await activeTenant(world) }
}

describe('Rotating', () => {
  it('leaves the old credential working until the new one does and its grace is over', async () => {
    const { world, tenant } = await world1()
    world.kafka.notLetInYet.add(`${tenant.id}-2`)
    await rotate(world, tenant, 1, 3_600)
    await letTimePass(world, 2 * HOUR_MS)
    expect([stateNow(world, tenant, 1), stateNow(world, tenant, 2)]).toEqual([
      'active',
      'provisioning',
    ])
    world.kafka.notLetInYet.clear()
    await letTimePass(world, HOUR_MS)
    expect([stateNow(world, tenant, 1), stateNow(world, tenant, 2)]).toEqual(['retiring', 'active'])
    await letTimePass(world, HOUR_MS)
    expect(stateNow(world, tenant, 1)).toBe('revoked')
    expect((await standing(world)).users).toEqual([`${tenant.id}-2`])
  })

  it('without a grace ends the old one as soon as the new one works', async () => {
    const { world, tenant } = await world1()
    await rotate(world, tenant, 1, 0)
    await letTimePass(world, SECOND_MS)
    expect([stateNow(world, tenant, 1), stateNow(world, tenant, 2)]).toEqual(['revoked', 'active'])
  })

  it('gives the successor the same role and topics and a user and password of its own', async () => {
    const { world, tenant } = await world1()
    const made = { role: 'consume', topics: ['clicks', 'sales-*'] } as const
    await createCredential(world, asked(), tenant.id, { ...made, topics: [...made.topics] })
    await letTimePass(world, SECOND_MS)
    await rotate(world, storedTenant(world, tenant.id), 2, 60)
    await letTimePass(world, SECOND_MS)
    expect(credentialNumbered(storedTenant(world, tenant.id), 3)).toMatchObject(made)
    const passwords = await world.secrets.stored()
    expect(passwords.get(`${tenant.id}-3`)).not.toBe(passwords.get(`${tenant.id}-2`))
  })

  it('is refused while an older rotation of the chain goes on, from either end', async () => {
    const { world, tenant } = await world1()
    await rotate(world, tenant, 1, 3_600)
    await expect(rotate(world, tenant, 1, 0)).rejects.toEqual(refusedAs('conflict'))
    await letTimePass(world, SECOND_MS)
    const now = storedTenant(world, tenant.id)
    await expect(rotate(world, now, 1, 0)).rejects.toEqual(refusedAs('conflict'))
    await expect(rotate(world, now, 2, 0)).rejects.toEqual(refusedAs('conflict'))
    await letTimePass(world, HOUR_MS)
    await rotate(world, now, 2, 0)
  })

  it('is possible with as many credentials as the plan allows', async () => {
    const world = await coreWorld()
    const tenant = await activeTenant(world, { plan: 'trial' })
    await createCredential(world, asked(), tenant.id, { role: 'produce' })
    await letTimePass(world, SECOND_MS)
    await rotate(world, tenant, 1, 60)
    await letTimePass(world, SECOND_MS)
    expect((await standing(world)).users).toHaveLength(3)
  })

  it('ends where a revocation of the successor overtakes it: the old one stays', async () => {
    const { world, tenant } = await world1()
    await rotate(world, tenant, 1, 0)
    await revokeCredential(world, asked(), target(storedTenant(world, tenant.id), 2))
    await letTimePass(world, SECOND_MS)
    expect([stateNow(world, tenant, 1), stateNow(world, tenant, 2)]).toEqual(['active', 'revoked'])
  })
})

describe('Revoking', () => {
  it('removes permissions, quota, user and secret, and the user name is not used again', async () => {
    const { world, tenant } = await world1()
    await revokeCredential(world, asked(), target(tenant, 1))
    await letTimePass(world, SECOND_MS)
    expect(await standing(world)).toMatchObject({ users: [], access: [], quotas: [], secrets: [] })
    await createCredential(world, asked(), tenant.id, { role: 'readwrite' })
    await letTimePass(world, SECOND_MS)
    expect((await standing(world)).users).toEqual([`${tenant.id}-2`])
  })

  it('may be repeated, and is forgotten a day later', async () => {
    const { world, tenant } = await world1()
    await revokeCredential(world, asked(), target(tenant, 1))
    await revokeCredential(world, asked(), target(tenant, 1))
    await letTimePass(world, DAY_MS - HOUR_MS)
    expect(stateNow(world, tenant, 1)).toBe('revoked')
    await letTimePass(world, 2 * HOUR_MS)
    expect(storedTenant(world, tenant.id).credentials).toEqual({})
  })

  it('frees a place in the plan at once', async () => {
    const world = await coreWorld()
    const tenant = await activeTenant(world, { plan: 'trial' })
    const another = () => createCredential(world, asked(), tenant.id, { role: 'consume' })
    await another()
    await expect(another()).rejects.toEqual(refusedAs('limit_reached'))
    await revokeCredential(world, asked(), target(tenant, 1))
    await another()
  })

  it('of a credential that is not there is not found', async () => {
    const { world, tenant } = await world1()
    for (const credentialId of ['crd_none', 'constructor', '__proto__']) {
      const asking = revokeCredential(world, asked(), { tenantId: tenant.id, credentialId })
      await expect(asking).rejects.toEqual(refusedAs('not_found'))
    }
  })
})
