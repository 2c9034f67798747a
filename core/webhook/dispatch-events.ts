import type { AuditEvent } from '../audit/audit-event.ts'
import { isServiceError } from '../kernel/service-error.ts'
import { newDelivery } from './delivery.ts'
import { wants, webhookEventOf } from './webhook-event.ts'
import {
  type DeliveryStore,
  EVENT_SHARDS,
  type EventOutbox,
  type WebhookStore,
} from './webhook-ports.ts'
import { ACCOUNT_WEBHOOKS_MAX } from './webhook.ts'

export interface DispatchDeps {
  readonly outbox: EventOutbox
  readonly webhooks: Pick<WebhookStore, 'list'>
  readonly deliveries: Pick<DeliveryStore, 'save'>
  readonly report: (error: unknown) => void
}

/** What a pass takes of one part; the next pass goes on. */
const EVENTS_A_PASS = 100

/**
 * Makes a delivery of each waiting event for each webhook that wants it, and takes the event out of the outbox. Killed in
 * between it does so again, and finds the deliveries there: their ids follow from event and webhook.
 */
export async function dispatchEvents(deps: DispatchDeps): Promise<number> {
  let done = 0
  for (let shard = 0; shard < EVENT_SHARDS; shard += 1) {
    for (const event of await deps.outbox.listWaiting(shard, EVENTS_A_PASS)) {
      try {
        await dispatch(deps, event)
        done += 1
      } catch (error) {
        deps.report(error)
      }
    }
  }
  return done
}

async function dispatch(deps: DispatchDeps, event: AuditEvent): Promise<void> {
  const told = webhookEventOf(event)
  if (told !== undefined) {
    const { items } = await deps.webhooks.list(event.accountId, { limit: ACCOUNT_WEBHOOKS_MAX })
    const wanting = items.filter(({ enabled, events }) => enabled && wants(events, told.type))
    for (const { id } of wanting) await addOnce(deps, newDelivery(id, event.accountId, told))
  }
  await deps.outbox.markDone(event)
}

async function addOnce(
  { deliveries }: DispatchDeps,
  delivery: ReturnType<typeof newDelivery>,
): Promise<void> {
  try {
    await deliveries.save(undefined, delivery)
  } catch (error) {
    if (!isServiceError(error, 'conflict')) throw error
  }
}
