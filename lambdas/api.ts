import { apiContainer } from './api-container.ts'
import { createApiHandler } from './http/api-handler.ts'
import { apiRoutes } from './http/api-routes.ts'
import { report } from './report.ts'

export const handler = createApiHandler(await apiContainer(), apiRoutes, ({ requestId, error }) =>
  report(requestId, error),
)
