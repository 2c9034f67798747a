import type { AuditEvent } from './audit-event.ts'

/** What of a trail is asked for; what is absent lets everything pass. */
export interface AuditFilter {
  readonly action?: string
  readonly actor?: string
  /** The resource, or what it begins with: a tenant brings its topics and credentials. */
  readonly resource?: string
  /** Milliseconds; from `from` on and before `to`. */
  readonly from?: number
  readonly to?: number
}

export function matchesFilter(event: AuditEvent, filter: AuditFilter): boolean {
  const { action, actor, resource, from = 0, to = Number.MAX_SAFE_INTEGER } = filter
  return (
    (action === undefined || event.action === action) &&
    (actor === undefined || event.actor === actor) &&
    (resource === undefined || isWithin(event.resource, resource)) &&
    event.at >= from &&
    event.at < to
  )
}

function isWithin(resource: string, wanted: string): boolean {
  return resource === wanted || resource.startsWith(`${wanted}/`)
}
