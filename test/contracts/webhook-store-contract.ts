import { describe, expect, it } from '@jest/globals'
import { randomBytes } from 'node:crypto'
import { afterAttempt, newDelivery, replayed } from '../../core/webhook/delivery.ts'
import type { Webhook } from '../../core/webhook/webhook.ts'
import { EVENT_SHARDS } from '../../core/webhook/webhook-ports.ts'
import { newId } from '../../core/kernel/ids.ts'
import { eventually } from './eventually.ts'
import { accountId, anEvent } from './store-fixtures.ts'
import type { OpenStores, StoresUnderTest } from './stores-under-test.ts'

const randomness = { bytes: (count: number) => randomBytes(count) }
const OK = { at: 100, status: 204, durationMs: 5, error: null }
const REFUSED = { at: 100, status: 500, durationMs: 5, error: 'The receiver answered 500.' }

export function aWebhook(more: Partial<Webhook> = {}): Webhook {
  return {
    id: newId('whk', randomness),
    accountId: accountId(),
    url: 'https://hooks.example.com/',
    events: ['*'],
    enabled: true,
    disabledBecause: null,
    secret: 'whsec_c2VjcmV0',
    formerSecret: null,
    createdAt: 1_764_000_000_000,
    version: 1,
    ...more,
  }
}

const eventFor = ({ accountId: account }: Webhook) => anEvent({ accountId: account })

function deliveryFor({ id, accountId: account }: Webhook, at: number) {
  const event = { id: newId('evt', randomness), type: 'tenant.create', at, data: { n: 1 } }
  return newDelivery(id, account, event)
}

async function waitingIn({ outbox }: StoresUnderTest): Promise<readonly string[]> {
  const shards = Array.from({ length: EVENT_SHARDS }, (_, shard) => outbox.listWaiting(shard, 99))
  return (await Promise.all(shards)).flat().map(({ id }) => id)
}

/** What every `WebhookStore`, `DeliveryStore` and `EventOutbox` does. */
export function describeWebhookStoreContract(store: string, open: OpenStores): void {
  describe(`the webhook stores (${store})`, () => {
    it('say on the trail who made one, changed it and took it away, and from where', async () => {
      const { webhooks, audit } = await open()
      const webhook = aWebhook()
      const from = (sourceAddress: string) => ({ ...eventFor(webhook), sourceAddress })
      await webhooks.add(webhook, from('192.0.2.1'), 2)
      await webhooks.change({ ...webhook, version: 2 }, from('192.0.2.2'))
      await webhooks.remove({ ...webhook, version: 2 }, from('192.0.2.3'))
      const { items } = await audit.listByAccount(webhook.accountId, { limit: 9 })
      const seen = items.map(({ sourceAddress }) => sourceAddress).toSorted()
      expect(seen).toEqual(['192.0.2.1', '192.0.2.2', '192.0.2.3'])
    })

    it('keep a webhook as it was written, for its account alone', async () => {
      const { webhooks } = await open()
      const webhook = aWebhook()
      await webhooks.add(webhook, eventFor(webhook), 2)
      expect(await webhooks.get(webhook.accountId, webhook.id)).toEqual(webhook)
      expect(await webhooks.get(accountId(), webhook.id)).toBeUndefined()
      const page = await webhooks.list(webhook.accountId, { limit: 9 })
      expect(page).toEqual({ items: [webhook] })
    })

    it('keep no more than so many for an account, and count those that went', async () => {
      const { webhooks } = await open()
      const [first, second] = [aWebhook(), aWebhook()]
      await webhooks.add(first, eventFor(first), 1)
      const other = { ...second, accountId: first.accountId }
      const refused = webhooks.add(other, eventFor(other), 1)
      await expect(refused).rejects.toMatchObject({ code: 'limit_reached' })
      await webhooks.remove(first, eventFor(first))
      await webhooks.add(other, eventFor(other), 1)
      const { items } = await webhooks.list(first.accountId, { limit: 9 })
      expect(items.map(({ id }) => id)).toEqual([other.id])
    })

    it('refuse a change of what was changed meanwhile', async () => {
      const { webhooks } = await open()
      const webhook = aWebhook()
      await webhooks.add(webhook, eventFor(webhook), 9)
      const changed = { ...webhook, version: 2, enabled: false }
      await webhooks.change(changed, eventFor(webhook))
      const late = webhooks.change({ ...webhook, version: 2 }, eventFor(webhook))
      await expect(late).rejects.toMatchObject({ code: 'conflict' })
      expect(await webhooks.get(webhook.accountId, webhook.id)).toEqual(changed)
    })

    it('list deliveries newest first, and those that wait by when they are due', async () => {
      const { deliveries } = await open()
      const webhook = aWebhook()
      const [early, late] = [deliveryFor(webhook, 10), deliveryFor(webhook, 20)]
      await deliveries.save(undefined, late)
      await deliveries.save(undefined, early)
      const again = deliveries.save(undefined, early)
      await expect(again).rejects.toMatchObject({ code: 'conflict' })
      expect(await deliveries.list(webhook.id, { limit: 9 })).toEqual({ items: [late, early] })
      const page = await deliveries.list(webhook.id, { limit: 1 })
      const rest = await deliveries.list(webhook.id, { limit: 1, after: page.next ?? '' })
      expect([page.items, rest.items]).toEqual([[late], [early]])
      await deliveries.save(early, afterAttempt(early, REFUSED, randomness))
      const open1 = await deliveries.listOpen(webhook.id, 9)
      expect(open1.map(({ id, tries }) => [id, tries])).toEqual([
        [late.id, 0],
        [early.id, 1],
      ])
      await deliveries.save(late, afterAttempt(late, OK, randomness))
      expect((await deliveries.listOpen(webhook.id, 9)).map(({ id }) => id)).toEqual([early.id])
    })

    it('make a webhook due with what is new, opened again, or enabled', async () => {
      const { deliveries, webhooks, clock } = await open()
      const webhook = aWebhook()
      await webhooks.add(webhook, eventFor(webhook), 9)
      const delivery = deliveryFor(webhook, 10)
      await deliveries.save(undefined, delivery)
      await eventually(async () => expect(await deliveries.listDue(10, 9)).toEqual([webhook.id]))
      const queue = await deliveries.getQueue(webhook.id)
      expect(queue).toMatchObject({ dueAt: 10, failingSince: null, version: 1 })
      if (queue === undefined) throw new Error('There is no queue.')
      await deliveries.saveQueue({ ...queue, dueAt: null, failingSince: 7, version: 2 })
      const stale = deliveries.saveQueue({ ...queue, version: 2 })
      await expect(stale).rejects.toMatchObject({ code: 'conflict' })
      await eventually(async () => expect(await deliveries.listDue(99, 9)).toEqual([]))
      const done = afterAttempt(delivery, OK, randomness)
      await deliveries.save(delivery, done)
      expect(await deliveries.getQueue(webhook.id)).toMatchObject({ dueAt: null, version: 2 })
      await deliveries.save(done, replayed(done, 30))
      expect(await deliveries.getQueue(webhook.id)).toMatchObject({ dueAt: 30, failingSince: 7 })
      await webhooks.change({ ...webhook, version: 2 }, eventFor(webhook))
      expect((await deliveries.getQueue(webhook.id))?.dueAt).toBe(clock.now())
    })

    it('hold an event from the write that it came with until it is done', async () => {
      const stores = await open()
      const { audit, outbox } = stores
      const told = anEvent({ action: 'credential.rotate' })
      await audit.append(told)
      await audit.append(anEvent({ action: 'member.invite' }))
      await eventually(async () => expect(await waitingIn(stores)).toEqual([told.id]))
      await outbox.markDone(told)
      await eventually(async () => expect(await waitingIn(stores)).toEqual([]))
      expect((await audit.listByAccount(told.accountId, { limit: 9 })).items).toEqual([told])
    })
  })
}
