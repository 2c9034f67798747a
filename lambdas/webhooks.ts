import { createWebhookHandler } from './jobs/webhook-handler.ts'
import { webhooksContainer } from './webhooks-container.ts'

export const handler = createWebhookHandler(webhooksContainer())
