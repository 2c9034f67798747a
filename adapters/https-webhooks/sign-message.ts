import { createHmac } from 'node:crypto'
import type { OutgoingMessage } from '../../core/webhook/webhook-ports.ts'

/**
 * The headers of Standard Webhooks: what is signed is `id.timestamp.body`, the time in seconds; one signature a secret.
 * https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
export function signedHeaders({
  id,
  at,
  body,
  secrets,
}: OutgoingMessage): Readonly<Record<string, string>> {
  const timestamp = String(Math.floor(at / 1_000))
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.slice('whsec_'.length), 'base64')
    const mac = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`)
    return `v1,${mac.digest('base64')}`
  })
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': signatures.join(' '),
  }
}
