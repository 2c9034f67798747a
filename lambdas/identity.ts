import { createApiHandler } from './http/api-handler.ts'
import { identityRoutes } from './http/identity-routes.ts'
import { identityContainer } from './identity-container.ts'
import { report } from './report.ts'

export const handler = createApiHandler(
  await identityContainer(),
  identityRoutes,
  ({ requestId, error }) => report(requestId, error),
)
