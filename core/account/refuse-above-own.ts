import { ServiceError } from '../kernel/service-error.ts'
import type { Actor } from './account.ts'
import { mayActAs, type Role } from './role.ts'

/** Nobody gives, takes or touches a role above their own: owners are a matter of owners. */
export function refuseAboveOwn(actor: Actor, role: Role): void {
  if (mayActAs(actor.role, role)) return
  throw new ServiceError(
    'forbidden',
    `The role "${role}" is above yours, which is "${actor.role}".`,
  )
}
