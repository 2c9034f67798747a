import { billingContainer } from './billing-container.ts'
import { createApiHandler } from './http/api-handler.ts'
import { billingRoutes } from './http/billing-routes.ts'
import { report } from './report.ts'

export const handler = createApiHandler(
  await billingContainer(),
  billingRoutes,
  ({ requestId, error }) => report(requestId, error),
)
