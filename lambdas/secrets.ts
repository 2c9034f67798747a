import { createApiHandler } from './http/api-handler.ts'
import { secretRoutes } from './http/resources/secrets.ts'
import { report } from './report.ts'
import { secretsContainer } from './secrets-container.ts'

export const handler = createApiHandler(
  await secretsContainer(),
  secretRoutes,
  ({ requestId, error }) => report(requestId, error),
)
