import type { AuditStore } from '../audit/audit-ports.ts'
import { type Clock, DAY_MS } from '../kernel/clock.ts'
import type { Randomness } from '../kernel/ids.ts'
import { type Asking, accountEvent } from './account-event.ts'
import type { AccountStore } from './account-ports.ts'
import type { IdentityProvider } from './identity-ports.ts'
import { sessionMember } from './session-member.ts'
import type { EndedSessions } from './session-ports.ts'

export interface PersonDeps {
  readonly accounts: AccountStore
  readonly identity: IdentityProvider
  readonly endedSessions: EndedSessions
  readonly audit: AuditStore
  readonly clock: Clock
  readonly randomness: Randomness
}

/** As long as a refresh token may live, and a day. */
const KEPT_MS = 31 * DAY_MS

/** Logs out: the session's access token and its refresh token end now. `conflict` for an API token. */
export async function endSession(deps: PersonDeps, asking: Asking): Promise<void> {
  const { session, member } = await sessionMember(deps, asking.actor)
  const now = deps.clock.now()
  const ended =
    session.id === undefined
      ? deps.endedSessions.endAll(session.subject, now)
      : deps.endedSessions.end(session.id, now + KEPT_MS)
  await Promise.all([ended, deps.identity.signOut(member.email)])
  const what = { action: 'session.end', resource: `/v1/account/members/${member.id}` }
  await deps.audit.append(accountEvent(deps, asking, what))
}
