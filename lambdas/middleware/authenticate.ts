import type { MiddlewareObj } from '@middy/core'
import { authenticate as whoSends } from '../../core/account/authenticate.ts'
import { mayActAs } from '../../core/account/role.ts'
import { ServiceError } from '../../core/kernel/service-error.ts'
import type { AuthenticationDeps } from '../http/deps.ts'
import type { Route } from '../http/route.ts'
import { type ApiEvent, type ApiResult, headerOf, NOBODY } from './event.ts'

/** Lets in who may use the route: anyone on a public one, else a member or token with the route's role. */
export function authenticate(
  deps: AuthenticationDeps,
  access: Route<never>['access'],
): MiddlewareObj<ApiEvent, ApiResult> {
  return {
    before: async ({ event }) => {
      if (access === 'public') {
        event.actor = NOBODY
        return
      }
      const actor = await whoSends(deps, headerOf(event, 'authorization'))
      if (!mayActAs(actor.role, access)) {
        throw new ServiceError(
          'forbidden',
          `This needs the role "${access}"; yours is "${actor.role}".`,
        )
      }
      event.actor = actor
    },
  }
}
