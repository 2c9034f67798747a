import type { ApiDeps, BillingDeps, DataDeps, IdentityDeps, SecretDeps } from './deps.ts'
import { accountRoutes } from './resources/account.ts'
import { auditEventRoutes } from './resources/audit-events.ts'
import { billingRoutes } from './billing-routes.ts'
import { dataRoutes } from './data-routes.ts'
import { credentialRoutes } from './resources/credentials.ts'
import { docsRoutes } from './resources/docs.ts'
import { memberRoutes } from './resources/members.ts'
import { operationRoutes } from './resources/operations.ts'
import { operatorRoutes } from './resources/operator.ts'
import { claimRoutes, operatorsRoutes } from './resources/operators.ts'
import { passwordRoutes } from './resources/passwords.ts'
import { secretRoutes } from './resources/secrets.ts'
import { serviceRoutes } from './resources/service.ts'
import { sessionRoutes } from './resources/sessions.ts'
import { signUpRoutes } from './resources/sign-up.ts'
import { tenantRoutes } from './resources/tenants.ts'
import { topicRoutes } from './resources/topics.ts'
import type { Route } from './route.ts'

/** The routes of the API function: declares and reads, and can read no secret. */
export const apiRoutes: readonly Route<ApiDeps>[] = [
  ...serviceRoutes,
  ...docsRoutes,
  ...accountRoutes,
  ...tenantRoutes,
  ...topicRoutes,
  ...credentialRoutes,
  ...operationRoutes,
  ...auditEventRoutes,
  ...operatorRoutes,
  ...operatorsRoutes,
]

/** The routes of the function that handles people's passwords. */
export const identityRoutes: readonly Route<IdentityDeps>[] = [
  ...signUpRoutes,
  ...sessionRoutes,
  ...passwordRoutes,
  ...memberRoutes,
  ...claimRoutes,
]

/** Every route: what one machine serves in one process, and what the documents describe. */
export const allRoutes: readonly Route<
  ApiDeps & IdentityDeps & SecretDeps & BillingDeps & DataDeps
>[] = [...apiRoutes, ...identityRoutes, ...secretRoutes, ...billingRoutes, ...dataRoutes]
