import { type Clock, DAY_MS, MINUTE_MS, SECOND_MS } from '../kernel/clock.ts'
import type { Randomness } from '../kernel/ids.ts'
import { isServiceError } from '../kernel/service-error.ts'
import { afterAttempt, type Attempt, type Delivery, messageOf } from './delivery.ts'
import { disabledAudit } from './webhook-audit.ts'
import type { DeliveryStore, WebhookQueue, WebhookSender, WebhookStore } from './webhook-ports.ts'
import { signingSecrets, type Webhook } from './webhook.ts'

export interface DeliverDeps {
  readonly webhooks: Pick<WebhookStore, 'get' | 'change'>
  readonly deliveries: DeliveryStore
  readonly sender: WebhookSender
  readonly clock: Clock
  readonly randomness: Randomness
}

/** How long nobody else looks at a webhook that somebody works on: longer than a pass may take. */
const CLAIM_MS = 2 * MINUTE_MS
/** Messages to one receiver at once. */
const AT_ONCE = 4
/** One that failed once may have been restarting; one that fails on is asked with one message at a time. */
const FIRST_REST_MS = 5 * SECOND_MS
const REST_MS = MINUTE_MS
/** A receiver that failed at every try for so long is not coming back by itself. */
const GIVE_UP_AFTER_MS = 5 * DAY_MS
/** HTTP 410: Standard Webhooks has it mean that nothing more is wanted. */
const GONE = 410

/**
 * Sends what is due of one webhook until nothing is, something fails, or it is `endAt`. Of two that do so at once, one is
 * refused when it claims the queue. Killed after a message and before that is written down, it sends it again.
 */
export async function workOffQueue(
  deps: DeliverDeps,
  queue: WebhookQueue,
  endAt: number,
): Promise<void> {
  const claimed = await claim(deps, queue)
  if (claimed === undefined) return
  const webhook = await deps.webhooks.get(queue.accountId, queue.webhookId)
  if (webhook === undefined || !webhook.enabled) return await leave(deps, claimed, null)
  const outcomes = await sendDue(deps, claimed, webhook, endAt)
  const failingSince = failingOf(deps, claimed, outcomes)
  const failed = outcomes.some(({ error }) => error !== null)
  const because = whyDisabled(deps, outcomes, failingSince)
  if (because !== null) {
    await disable(deps, webhook, because)
    return await leave(deps, { ...claimed, failingSince: null }, null)
  }
  const [next] = await deps.deliveries.listOpen(queue.webhookId, 1)
  const rest = queue.failingSince === null ? FIRST_REST_MS : REST_MS
  const notBefore = failed ? deps.clock.now() + rest : 0
  const dueAt = next === undefined ? null : Math.max(next.nextAt ?? 0, notBefore)
  await leave(deps, { ...claimed, failingSince }, dueAt)
}

async function claim(
  { deliveries, clock }: DeliverDeps,
  queue: WebhookQueue,
): Promise<WebhookQueue | undefined> {
  const claimed = { ...queue, dueAt: clock.now() + CLAIM_MS, version: queue.version + 1 }
  return (await saved(deliveries, claimed)) ? claimed : undefined
}

/** Somebody who woke the webhook meanwhile is right: then it is due as they say. */
async function leave(
  { deliveries }: DeliverDeps,
  claimed: WebhookQueue,
  dueAt: number | null,
): Promise<void> {
  await saved(deliveries, { ...claimed, dueAt, version: claimed.version + 1 })
}

async function saved(deliveries: DeliveryStore, queue: WebhookQueue): Promise<boolean> {
  try {
    await deliveries.saveQueue(queue)
    return true
  } catch (error) {
    if (isServiceError(error, 'conflict')) return false
    throw error
  }
}

async function sendDue(
  deps: DeliverDeps,
  queue: WebhookQueue,
  webhook: Webhook,
  endAt: number,
): Promise<readonly Attempt[]> {
  const outcomes: Attempt[] = []
  const isEnough = () => deps.clock.now() >= endAt || outcomes.some(({ error }) => error !== null)
  do {
    const failing = queue.failingSince !== null && outcomes.length === 0
    const open = await deps.deliveries.listOpen(queue.webhookId, failing ? 1 : AT_ONCE)
    const due = open.filter(({ nextAt }) => nextAt !== null && nextAt <= deps.clock.now())
    if (due.length === 0) return outcomes
    outcomes.push(...(await Promise.all(due.map((each) => sendOne(deps, webhook, each)))))
  } while (!isEnough())
  return outcomes
}

async function sendOne(deps: DeliverDeps, webhook: Webhook, delivery: Delivery): Promise<Attempt> {
  const now = deps.clock.now()
  const attempt = await deps.sender.send({
    url: webhook.url,
    id: delivery.event.id,
    at: now,
    body: messageOf(delivery.event),
    secrets: signingSecrets(webhook, now),
  })
  try {
    await deps.deliveries.save(delivery, afterAttempt(delivery, attempt, deps.randomness))
  } catch (error) {
    // Somebody else has sent it too; what they wrote holds.
    if (!isServiceError(error, 'conflict')) throw error
  }
  return attempt
}

function failingOf(
  { clock }: DeliverDeps,
  { failingSince }: WebhookQueue,
  outcomes: readonly Attempt[],
): number | null {
  if (outcomes.length === 0) return failingSince
  if (outcomes.some(({ error }) => error === null)) return null
  return failingSince ?? clock.now()
}

function whyDisabled(
  { clock }: DeliverDeps,
  outcomes: readonly Attempt[],
  failingSince: number | null,
): Webhook['disabledBecause'] {
  if (outcomes.some(({ status }) => status === GONE)) return 'gone'
  const given = failingSince !== null && clock.now() - failingSince >= GIVE_UP_AFTER_MS
  return given ? 'failing' : null
}

async function disable(
  deps: DeliverDeps,
  webhook: Webhook,
  disabledBecause: Webhook['disabledBecause'],
): Promise<void> {
  const after = { ...webhook, enabled: false, disabledBecause, version: webhook.version + 1 }
  try {
    await deps.webhooks.change(after, disabledAudit(deps, webhook, after))
  } catch (error) {
    // Its owner is changing it: what they want holds.
    if (!isServiceError(error, 'conflict')) throw error
  }
}
