import { describe, expect, it } from '@jest/globals'
import { MINUTE_MS } from '../../../core/kernel/clock.ts'
import { isServiceError } from '../../../core/kernel/service-error.ts'
import { changeTopic } from '../../../core/topic/change-topic.ts'
import { createTopic } from '../../../core/topic/create-topic.ts'
import { deleteTopic } from '../../../core/topic/delete-topic.ts'
import { asked } from '../fixtures/requests.ts'
import { letTimePass } from '../fixtures/schedule.ts'
import { activeTenant, storedTenant } from '../fixtures/stored.ts'
import { coreWorld } from '../fixtures/world.ts'

const A_MINUTE = 120

async function setup() {
  const world = await coreWorld()
  const { id } = await activeTenant(world, { topics: [{ name: 'orders' }] })
  const outcomeOf = async (work: Promise<unknown>) =>
    await work.then(
      () => 'accepted',
      (error: unknown) => (isServiceError(error) ? error.code : String(error)),
    )
  const change = async (n: number) => {
    const target = { tenantId: id, topicName: 'orders' }
    const outcome = outcomeOf(changeTopic(world, asked(), target, { retentionMs: 60_000 + n }))
    await letTimePass(world, 0)
    return await outcome
  }
  const changeOften = async (times: number) => {
    const outcomes: string[] = []
    for (let n = 0; n < times; n += 1) outcomes.push(await change(n))
    return outcomes
  }
  return { world, id, change, changeOften, outcomeOf }
}

describe('Changes of a tenant’s topics', () => {
  it('are as many as the plan allows in a minute, and go on in the next', async () => {
    const { world, change, changeOften } = await setup()
    const outcomes = await changeOften(A_MINUTE + 1)
    expect(outcomes.filter((outcome) => outcome === 'accepted')).toHaveLength(A_MINUTE)
    expect(outcomes.at(-1)).toBe('rate_limited')
    world.clock.pass(MINUTE_MS)
    expect(await change(1)).toBe('accepted')
  })

  it('count together, made, changed or deleted, and one that is refused changes nothing', async () => {
    const { world, id, changeOften, outcomeOf } = await setup()
    await changeOften(A_MINUTE - 1)
    expect(await outcomeOf(createTopic(world, asked(), id, { name: 'more' }))).toBe('accepted')
    expect(await outcomeOf(deleteTopic(world, asked(), id, 'orders'))).toBe('rate_limited')
    expect(storedTenant(world, id).topics['orders']?.state).toBe('active')
  })

  it('do not hinder a neighbour', async () => {
    const { world, changeOften, outcomeOf } = await setup()
    await changeOften(A_MINUTE + 1)
    const neighbour = await activeTenant(world, { name: 'neighbour' })
    const made = createTopic(world, asked(), neighbour.id, { name: 'more' })
    expect(await outcomeOf(made)).toBe('accepted')
  })
})
