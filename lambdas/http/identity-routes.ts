import type { IdentityDeps } from './deps.ts'
import { accountRoutes } from './resources/account.ts'
import { memberRoutes } from './resources/members.ts'
import { claimRoutes } from './resources/operators.ts'
import { passwordRoutes } from './resources/passwords.ts'
import { sessionRoutes } from './resources/sessions.ts'
import { signUpRoutes } from './resources/sign-up.ts'
import type { Route } from './route.ts'

/** The routes of the function that handles people's passwords. */
export const identityRoutes: readonly Route<IdentityDeps>[] = [
  ...signUpRoutes,
  ...sessionRoutes,
  ...passwordRoutes,
  ...accountRoutes,
  ...memberRoutes,
  ...claimRoutes,
]
