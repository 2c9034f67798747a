import { describe, expect, it } from '@jest/globals'
import { createCredential } from '../../../core/credential/create-credential.ts'
import { isServiceError } from '../../../core/kernel/service-error.ts'
import { createTenant } from '../../../core/tenant/create-tenant.ts'
import { createTopic } from '../../../core/topic/create-topic.ts'
import { asked } from '../fixtures/requests.ts'
import { activeTenant, storedTenant } from '../fixtures/stored.ts'
import { coreWorld, type World } from '../fixtures/world.ts'

/** A client that asks again after a conflict, as one should. */
async function insisting(ask: () => Promise<unknown>): Promise<string> {
  try {
    await ask()
    return 'accepted'
  } catch (error) {
    if (isServiceError(error, 'conflict')) return await insisting(ask)
    return isServiceError(error) ? error.code : String(error)
  }
}

const times = (count: number, ask: (n: number) => Promise<unknown>) =>
  Promise.all(Array.from({ length: count }, (_, n) => insisting(() => ask(n))))

async function trial(): Promise<{ world: World; id: string }> {
  const world = await coreWorld()
  return { world, id: (await activeTenant(world, { plan: 'trial' })).id }
}

describe('Of requests that race for what a plan allows, exactly as many get through', () => {
  it('for topics', async () => {
    const { world, id } = await trial()
    const ends = await times(12, (n) => createTopic(world, asked(), id, { name: `t${n}` }))
    expect(ends.toSorted()).toEqual([
      ...Array(5).fill('accepted'),
      ...Array(7).fill('limit_reached'),
    ])
    expect(Object.keys(storedTenant(world, id).topics)).toHaveLength(5)
  })

  it('for partition replicas', async () => {
    const { world, id } = await trial()
    const ends = await times(5, (n) =>
      createTopic(world, asked(), id, { name: `t${n}`, partitions: 3 }),
    )
    expect(ends.filter((end) => end === 'accepted')).toHaveLength(2)
  })

  it('for credentials', async () => {
    const { world, id } = await trial()
    const ends = await times(4, () => createCredential(world, asked(), id, { role: 'consume' }))
    expect(ends.filter((end) => end === 'accepted')).toHaveLength(1)
  })

  it('for tenants of an account', async () => {
    const world = await coreWorld()
    const ends = await times(110, (n) =>
      createTenant(world, asked(), { name: `t${n}`, plan: 'trial' }),
    )
    expect(ends.filter((end) => end === 'accepted')).toHaveLength(100)
    expect(new Set(ends)).toEqual(new Set(['accepted', 'limit_reached']))
  })

  it('and the refusal says the limit, what is used and what was asked for', async () => {
    const { world, id } = await trial()
    const asking = createTopic(world, asked(), id, { name: 'big', partitions: 9 })
    await expect(asking).rejects.toThrow(
      'The plan allows 24 partition replicas; 0 are in use and 27 more were asked for.',
    )
  })
})
