import { apiRoutes } from './api-routes.ts'
import { billingRoutes } from './billing-routes.ts'
import { dataRoutes } from './data-routes.ts'
import type { ApiDeps, BillingDeps, DataDeps, IdentityDeps, SecretDeps } from './deps.ts'
import { identityRoutes } from './identity-routes.ts'
import { secretRoutes } from './resources/secrets.ts'
import type { Route } from './route.ts'

/** Every route: what one machine serves in one process, and what the documents describe. */
export const allRoutes: readonly Route<
  ApiDeps & IdentityDeps & SecretDeps & BillingDeps & DataDeps
>[] = [...apiRoutes, ...identityRoutes, ...secretRoutes, ...billingRoutes, ...dataRoutes]
