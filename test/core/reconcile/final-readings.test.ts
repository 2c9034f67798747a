import { describe, expect, it } from '@jest/globals'
import { SECOND_MS } from '../../../core/kernel/clock.ts'
import { deleteTenant } from '../../../core/tenant/delete-tenant.ts'
import { stateOf } from '../../../core/tenant/tenant.ts'
import { asked } from '../fixtures/requests.ts'
import { letTimePass } from '../fixtures/schedule.ts'
import { activeTenant, storedTenant } from '../fixtures/stored.ts'
import { standing } from '../fixtures/wanted-cluster.ts'
import { coreWorld } from '../fixtures/world.ts'

describe('Before topics are deleted', () => {
  it('their final reading is taken: when they still stand and nobody can write to them', async () => {
    const world = await coreWorld()
    const { id } = await activeTenant(world, { topics: [{ name: 'clicks' }] })
    const seen: unknown[] = []
    const finalReadings = {
      take: async (clusterId: string, kafkaNames: readonly string[]) => {
        const { access } = await standing(world)
        seen.push({ clusterId, kafkaNames, topics: [...world.kafka.topics.keys()], access })
      },
    }
    const metered = { ...world, finalReadings }
    await deleteTenant(metered, asked(), id, { graceSeconds: 60 })
    await letTimePass(metered, 120 * SECOND_MS)
    expect(stateOf(storedTenant(world, id))).toBe('deleted')
    const kafkaNames = [`${id}.clicks`]
    expect(seen).toEqual([{ clusterId: 'cl_1', kafkaNames, topics: kafkaNames, access: [] }])
  })
})
