import { describe, expect, it } from '@jest/globals'
import { changeCredential } from '../../../core/credential/change-credential.ts'
import { DAY_MS, HOUR_MS } from '../../../core/kernel/clock.ts'
import { resumeTenant, suspendTenant } from '../../../core/tenant/hold-tenant.ts'
import { asked } from '../fixtures/requests.ts'
import { letTimePass } from '../fixtures/schedule.ts'
import { activeTenant, credentialNumbered, storedTenant } from '../fixtures/stored.ts'
import { coreWorld } from '../fixtures/world.ts'

async function setup() {
  const world = await coreWorld()
  const tenant = await activeTenant(world)
  const change = (rotateEveryDays: number | null) =>
    changeCredential(
      world,
      asked(),
      { tenantId: tenant.id, credentialId: credentialNumbered(tenant, 1).id },
      { rotateEveryDays },
    )
  await change(7)
  const states = () =>
    Object.values(storedTenant(world, tenant.id).credentials).map(
      ({ number, state }) => `${number} ${state}`,
    )
  return { world, id: tenant.id, change, states }
}

describe('A credential that is rotated by its age', () => {
  it('has a successor from that day on, works a day longer, and both are on record', async () => {
    const { world, id, states } = await setup()
    await letTimePass(world, 7 * DAY_MS - HOUR_MS)
    expect(states()).toEqual(['1 active'])
    await letTimePass(world, 2 * HOUR_MS)
    expect(states()).toEqual(['1 retiring', '2 active'])
    await letTimePass(world, DAY_MS)
    expect(states()).toEqual(['1 revoked', '2 active'])
    const events = [...world.database.auditEvents.values()].filter(
      ({ actor }) => actor === 'system',
    )
    const successor = credentialNumbered(storedTenant(world, id), 2)
    expect(events.map(({ action, outcome }) => `${action} ${outcome}`)).toEqual([
      'credential.rotate accepted',
      'credential.rotate done',
    ])
    expect(events.every(({ resource }) => resource.endsWith(successor.id))).toBe(true)
  })

  it('goes on being rotated, never with more than two of its chain alive', async () => {
    const { world, states } = await setup()
    for (let day = 0; day < 60; day += 1) {
      await letTimePass(world, DAY_MS)
      const alive = states().filter((state) => !state.endsWith('revoked'))
      expect(alive.length).toBeLessThanOrEqual(2)
    }
    expect(states().at(-1)).toBe('9 active')
  })

  it('is left alone once that is taken back, and while its tenant is suspended', async () => {
    const { world, id, change, states } = await setup()
    await suspendTenant(world, asked(), id)
    await letTimePass(world, 30 * DAY_MS)
    expect(states()).toEqual(['1 active'])
    await change(null)
    await resumeTenant(world, asked(), id)
    await letTimePass(world, 30 * DAY_MS)
    expect(states()).toEqual(['1 active'])
  })
})
