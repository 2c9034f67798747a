import { SECOND_MS } from '../../core/kernel/clock.ts'
import { inParallel } from '../../core/reconcile/in-parallel.ts'
import { type DispatchDeps, dispatchEvents } from '../../core/webhook/dispatch-events.ts'
import type { WebhookQueue } from '../../core/webhook/webhook-ports.ts'
import { type DeliverDeps, workOffQueue } from '../../core/webhook/work-off-queue.ts'

export interface WebhookJobDeps extends DeliverDeps, DispatchDeps {
  readonly webhooks: DeliverDeps['webhooks'] & DispatchDeps['webhooks']
  readonly deliveries: DeliverDeps['deliveries']
}

/** Telling receivers as something that can be started: by a schedule in AWS, by a timer on one machine. */
export interface WebhookJob {
  /** Finds out what is to be told, then tells what is due. One webhook's fault is its own. */
  run(): Promise<{ readonly events: number; readonly webhooks: number }>
}

const WEBHOOKS_A_PASS = 500
/** Receivers that fail have places of their own: however many hang, none of the others waits for one. */
const HEALTHY_AT_ONCE = 32
const FAILING_AT_ONCE = 16
/** Nothing is begun after this; what is under way needs ten seconds at most. */
const PASS_MS = 40 * SECOND_MS

export function createWebhookJob(deps: WebhookJobDeps): WebhookJob {
  return {
    async run() {
      const events = await dispatchEvents(deps)
      return { events, webhooks: await deliverDue(deps) }
    },
  }
}

async function deliverDue(deps: WebhookJobDeps): Promise<number> {
  const now = deps.clock.now()
  const ids = await deps.deliveries.listDue(now, WEBHOOKS_A_PASS)
  const read = await inParallel(ids, HEALTHY_AT_ONCE, (id) => deps.deliveries.getQueue(id))
  const due = read.filter((queue) => queue !== undefined).filter((queue) => isDue(queue, now))
  const failing = due.filter(({ failingSince }) => failingSince !== null)
  const healthy = due.filter(({ failingSince }) => failingSince === null)
  const work = (queue: WebhookQueue) => workAlone(deps, queue, now + PASS_MS)
  await Promise.all([
    inParallel(healthy, HEALTHY_AT_ONCE, work),
    inParallel(failing, FAILING_AT_ONCE, work),
  ])
  return due.length
}

function isDue({ dueAt }: WebhookQueue, now: number): boolean {
  return dueAt !== null && dueAt <= now
}

async function workAlone(deps: WebhookJobDeps, queue: WebhookQueue, endAt: number): Promise<void> {
  if (deps.clock.now() >= endAt) return
  try {
    await workOffQueue(deps, queue, endAt)
  } catch (error) {
    deps.report(error)
  }
}
