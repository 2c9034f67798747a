import { dataContainer } from './data-container.ts'
import { createApiHandler } from './http/api-handler.ts'
import { dataRoutes } from './http/data-routes.ts'
import { report } from './report.ts'

export const handler = createApiHandler(await dataContainer(), dataRoutes, ({ requestId, error }) =>
  report(requestId, error),
)
