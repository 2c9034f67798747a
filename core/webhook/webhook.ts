import { DAY_MS } from '../kernel/clock.ts'

/** An address of the customer's that is told of events, and the secret that its messages are signed with. */
export interface Webhook {
  readonly id: string
  readonly accountId: string
  readonly url: string
  /** Names of events, or `tenant.*` for all of a kind; `*` for all. */
  readonly events: readonly string[]
  readonly enabled: boolean
  /** Why it was disabled by itself: it failed for days, or said that it is gone. */
  readonly disabledBecause: 'failing' | 'gone' | null
  /** `whsec_` and base64. */
  readonly secret: string
  /** The one before; messages carry its signature too, until then. */
  readonly formerSecret: { readonly secret: string; readonly until: number } | null
  readonly createdAt: number
  readonly version: number
}

/** Somebody who needs more can tell events apart behind one address. */
export const ACCOUNT_WEBHOOKS_MAX = 10

/** Long enough for a deployment of the receiver, and a night. */
export const SECRET_GRACE_MS = DAY_MS

/** The secrets that a message is signed with now. */
export function signingSecrets({ secret, formerSecret }: Webhook, now: number): readonly string[] {
  return formerSecret !== null && now < formerSecret.until
    ? [secret, formerSecret.secret]
    : [secret]
}
