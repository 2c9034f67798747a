import { createWebhookJob, type WebhookJobDeps } from './webhook-job.ts'

/** Tells receivers what happened, by schedule. */
export function createWebhookHandler(deps: WebhookJobDeps) {
  const job = createWebhookJob(deps)
  return async (): Promise<void> => {
    await job.run()
  }
}
