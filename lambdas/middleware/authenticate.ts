import type { MiddlewareObj } from '@middy/core'
import type { Actor } from '../../core/account/account.ts'
import { authenticate as whoSends } from '../../core/account/authenticate.ts'
import { mayActAs } from '../../core/account/role.ts'
import { ServiceError } from '../../core/kernel/service-error.ts'
import type { AuthenticationDeps } from '../http/deps.ts'
import type { Access } from '../http/route.ts'
import { type ApiEvent, type ApiResult, headerOf, NOBODY } from './event.ts'

/** Lets in who may use the route: anyone on a public one, else whoever has the route's role. */
export function authenticate(
  deps: AuthenticationDeps,
  access: Access,
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

function refuseUnlessAllowed(actor: Actor, access: Exclude<Access, 'public'>): void {
  if (access === 'operator') {
    if (actor.operator !== true)
      throw new ServiceError('forbidden', 'Only an operator may do this.')
    return
  }
  if (mayActAs(actor.role, access)) return
  throw new ServiceError('forbidden', `This needs the role "${access}"; yours is "${actor.role}".`)
}
