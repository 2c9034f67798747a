import type { MiddlewareObj } from '@middy/core'
import { authenticate as whoSends } from '../../core/account/authenticate.ts'
import { type Action, refuseUnlessAllowed } from '../../core/account/permissions.ts'
import type { AuthenticationDeps } from '../http/deps.ts'
import { type ApiEvent, type ApiResult, headerOf, NOBODY } from './event.ts'

/** Lets in who may use the route: anyone on a public one, else whoever the table of permissions lets do it. */
export function authenticate(
  deps: AuthenticationDeps,
  access: Action,
): MiddlewareObj<ApiEvent, ApiResult> {
  return {
    before: async ({ event }) => {
      if (access === 'public') {
        event.actor = NOBODY
        return
      }
      event.actor = await whoSends(deps, headerOf(event, 'authorization'))
      refuseUnlessAllowed(event.actor, access)
    },
  }
}
