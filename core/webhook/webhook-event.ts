import type { AuditEvent } from '../audit/audit-event.ts'

/** What receivers are told. */
export interface WebhookEvent {
  /** The audit event's: what a receiver tells repeats by. */
  readonly id: string
  /** `tenant.create`, `credential.rotate`, `limit.storage_80` … */
  readonly type: string
  readonly at: number
  readonly data: Readonly<Record<string, string | number | null>>
}

/** The kinds that a webhook can be told of. */
const EVENT_KINDS = ['tenant', 'credential', 'limit'] as const

/** A mark of a budget, as the audit trail has it; limits have this name from the start. */
const MARK = /^budget\.reached-(?<percent>[0-9]{1,3})-percent$/

/** The event that receivers hear of when this is in the audit trail; undefined for what concerns nobody outside. */
export function webhookEventOf(event: AuditEvent): WebhookEvent | undefined {
  const { id, at, action, outcome, resource, actor, requestId } = event
  const percent = MARK.exec(action)?.groups?.percent
  const type = percent === undefined ? action : `limit.budget_${percent}`
  return isTold(type) ? { id, type, at, data: { resource, outcome, actor, requestId } } : undefined
}

/** True when one of the patterns names the event. */
export function wants(patterns: readonly string[], type: string): boolean {
  return patterns.some((pattern) =>
    pattern.endsWith('*') ? type.startsWith(pattern.slice(0, -1)) : type === pattern,
  )
}

function isTold(type: string): boolean {
  return EVENT_KINDS.some((kind) => type.startsWith(`${kind}.`))
}
