import type { Fields } from '../audit/change.ts'
import { timeText } from '../kernel/clock.ts'
import type { Webhook } from './webhook.ts'

// What the trail shows of a webhook, and nothing else of it.

export const WEBHOOK_FIELDS: Fields<Webhook> = {
  // Some receivers are known by nothing but a path that nobody can guess.
  url: { show: ({ url }) => siteOf(url), differs: ({ url }) => url },
  events: ({ events }) => events,
  enabled: ({ enabled }) => enabled,
  formerSecretUntil: ({ formerSecret }) =>
    formerSecret === null ? null : timeText(formerSecret.until),
}

/** Scheme, host and port. */
function siteOf(url: string): string {
  return /^https?:\/\/[^/?#@]*(?=[/?#]|$)/i.exec(url)?.[0] ?? '(a url)'
}
