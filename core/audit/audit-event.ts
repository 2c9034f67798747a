import type { RepeatRecord } from '../repeat/repeat.ts'
import type { Change } from './change.ts'

/** Who did what to which resource, when, from where, with what outcome. Append-only; never holds a secret. */
export interface AuditEvent extends Change {
  readonly id: string
  readonly accountId: string
  readonly at: number
  /** Member or token id (never an e-mail address), or `system` for what time or a rule caused. */
  readonly actor: string
  /** noun.verb in the past or plain: `tenant.create`, `credential.rotate`. */
  readonly action: string
  readonly resource: string
  readonly outcome: 'accepted' | 'done' | 'refused'
  readonly requestId: string | null
  readonly sourceAddress: string | null
  /** Written with the event, so that the request is done once; no part of the trail. */
  readonly repeat?: RepeatRecord
}
