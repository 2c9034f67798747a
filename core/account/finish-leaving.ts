import type { Clock } from '../kernel/clock.ts'
import type { Randomness } from '../kernel/ids.ts'
import type { Asking } from './account-event.ts'
import type { AccountStore } from './account-ports.ts'
import type { IdentityProvider } from './identity-ports.ts'
import type { Leaver } from './leaver.ts'
import type { MemberStore } from './member-ports.ts'
import { isOf, revokeTokensOf } from './revoke-tokens-of.ts'

export interface LeavingDeps {
  readonly members: MemberStore
  readonly accounts: AccountStore
  readonly identity: Pick<IdentityProvider, 'removeLogin'>
  readonly clock: Clock
  readonly randomness: Randomness
}

/**
 * What follows a removal: tokens end, the log-in is forgotten, and the leaver last, so that whoever repeats it after a
 * crash knows whose log-in it is. No token of theirs can be made any more, so what is there is all.
 */
export async function finishLeaving(
  deps: LeavingDeps,
  asking: Asking,
  leaver: Leaver,
): Promise<void> {
  await revokeTokensOf(deps, asking, isOf(leaver.id))
  await deps.identity.removeLogin(leaver.email, leaver.subject)
  await deps.members.forget(leaver)
}
