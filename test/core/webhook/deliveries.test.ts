import { describe, expect, it } from '@jest/globals'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../core/kernel/clock.ts'
import { aWebhook } from '../../contracts/webhook-store-contract.ts'
import { anEvent } from '../../contracts/store-fixtures.ts'
import { webhookWorld } from './webhook-world.ts'

const OK = () => 204

async function withWebhook(world: ReturnType<typeof webhookWorld>, host: string, events = ['*']) {
  const webhook = aWebhook({ url: `https://${host}/`, events })
  await world.webhooks.add(webhook, anEvent({ action: 'webhook.create' }), 10)
  return webhook
}

describe('An event', () => {
  it('reaches the webhooks of its account that want it, without addresses or secrets in it', async () => {
    const world = webhookWorld({ 'a.example': OK, 'b.example': OK })
    const { accountId } = await withWebhook(world, 'a.example', ['tenant.*', 'limit.*'])
    await withWebhook(world, 'b.example')
    const id = await world.happen(accountId)
    await world.happen(accountId, 'credential.rotate')
    await world.happen(accountId, 'member.invite')
    await world.happen(accountId, 'budget.reached-80-percent')
    await world.happen(accountId, 'limit.storage_90')
    await world.run()
    const told = world.received.map(({ url, body }) => [url, JSON.parse(body).type])
    expect(told).toEqual([
      ['https://a.example/', 'tenant.create'],
      ['https://a.example/', 'limit.budget_80'],
      ['https://a.example/', 'limit.storage_90'],
    ])
    expect(JSON.parse(world.received[0]?.body ?? '')).toEqual({
      type: 'tenant.create',
      timestamp: '2026-01-01T00:00:00.000Z',
      data: { resource: '/v1/tenants/x', outcome: 'accepted', actor: 'mem_1', requestId: null },
    })
    expect(world.received[0]?.id).toBe(id)
    expect(world.faults).toEqual([])
  })

  it('is tried again for three days, ever more slowly, and then given up', async () => {
    const world = webhookWorld({ 'a.example': () => 500 })
    const { accountId, id } = await withWebhook(world, 'a.example')
    await world.happen(accountId)
    const begun = world.clock.now()
    let last = begun
    for (let hours = 0; hours < 100; hours += 1) {
      const before = world.calls.get('a.example') ?? 0
      for (let minute = 0; minute < 60; minute += 1) {
        await world.run()
        world.pass(MINUTE_MS)
      }
      if ((world.calls.get('a.example') ?? 0) > before) last = world.clock.now()
    }
    const { items } = await world.deliveries.list(id, { limit: 9 })
    expect(items).toMatchObject([{ state: 'failed', tries: 10, nextAt: null }])
    expect(last - begun).toBeGreaterThan(68 * HOUR_MS)
    expect(last - begun).toBeLessThan(85 * HOUR_MS)
  })

  it('is not sent to one that failed for five days: it is disabled, with an event', async () => {
    const world = webhookWorld({ 'a.example': () => null })
    const { accountId, id } = await withWebhook(world, 'a.example')
    for (let day = 0; day < 6; day += 1) {
      await world.happen(accountId)
      await world.run()
      world.pass(DAY_MS)
    }
    expect(await world.webhooks.get(accountId, id)).toMatchObject({
      enabled: false,
      disabledBecause: 'failing',
    })
    const actions = [...world.database.auditEvents.values()].map(({ action }) => action)
    expect(actions.filter((action) => action === 'webhook.disable')).toHaveLength(1)
    const calls = world.calls.get('a.example')
    await world.happen(accountId)
    await world.run()
    expect(world.calls.get('a.example')).toBe(calls)
  })

  it('disables a receiver that says it is gone', async () => {
    const world = webhookWorld({ 'a.example': () => 410 })
    const { accountId, id } = await withWebhook(world, 'a.example')
    await world.happen(accountId)
    await world.run()
    expect(await world.webhooks.get(accountId, id)).toMatchObject({ disabledBecause: 'gone' })
  })

  it('is not kept from one receiver by another that hangs with much to hear', async () => {
    const world = webhookWorld({ 'hangs.example': () => null, 'a.example': OK })
    const hanging = await withWebhook(world, 'hangs.example')
    const fine = await withWebhook(world, 'a.example')
    for (let n = 0; n < 200; n += 1) await world.happen(hanging.accountId)
    const id = await world.happen(fine.accountId)
    for (let n = 0; n < 3; n += 1) {
      await world.run()
      world.pass(MINUTE_MS)
    }
    expect(world.received.map((message) => message.id)).toEqual([id])
    expect(world.calls.get('hangs.example')).toBeLessThan(9)
  })
})

/** Ends the run at its n-th call of a port, before or after the call took effect. */
function killedAt(world: ReturnType<typeof webhookWorld>, n: number, after: boolean) {
  let calls = 0
  const wrap = <T extends object>(port: T): T =>
    new Proxy(port, {
      get: (target, name) => {
        const method: unknown = Reflect.get(target, name)
        if (typeof method !== 'function') return method
        return async (...args: unknown[]) => {
          calls += 1
          if (calls > n || (calls === n && !after)) throw new Error('killed')
          const result = await Reflect.apply(method, target, args)
          if (calls === n) throw new Error('killed')
          return result
        }
      },
    })
  const { webhooks, deliveries, outbox, sender } = world
  return {
    ports: {
      webhooks: wrap(webhooks),
      deliveries: wrap(deliveries),
      outbox: wrap(outbox),
      sender: wrap(sender),
    },
    wasReached: () => calls >= n,
  }
}

describe('A job that is killed at any call, with a receiver that fails, hangs and redirects', () => {
  it('delivers each event, once after the repeats are dropped by their id', async () => {
    const answers = [null, 204, 500, 302]
    let [kills, sent, events, repeats] = [0, 0, 0, 0]
    for (let n = 1, reached = true; reached; n += 1) {
      reached = false
      for (const after of [false, true]) {
        const world = webhookWorld({ 'a.example': (_, call) => answers[call % 4] ?? null })
        const { accountId } = await withWebhook(world, 'a.example')
        const happened = [await world.happen(accountId), await world.happen(accountId)]
        const killed = killedAt(world, n, after)
        await world.run(killed.ports).catch(() => {})
        if (killed.wasReached()) [reached, kills] = [true, kills + 1]
        for (let minutes = 0; minutes < 600; minutes += 1) {
          world.pass(MINUTE_MS)
          await world.run()
        }
        const ids = world.received.map(({ id }) => id)
        expect(new Set(ids)).toEqual(new Set(happened))
        sent += world.calls.get('a.example') ?? 0
        events += happened.length
        repeats += ids.length - happened.length
      }
    }
    console.log(
      `${kills} kills, ${events} events, ${sent} messages sent: each event taken, 0 lost, ${repeats} repeats dropped by id`,
    )
    expect(kills).toBeGreaterThan(20)
    expect(repeats).toBeGreaterThan(0)
  })
})
