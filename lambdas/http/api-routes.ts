import type { ApiDeps } from './deps.ts'
import { auditEventRoutes } from './resources/audit-events.ts'
import { credentialRoutes } from './resources/credentials.ts'
import { docsRoutes } from './resources/docs.ts'
import { findingRoutes } from './resources/findings.ts'
import { operationRoutes } from './resources/operations.ts'
import { operatorRoutes } from './resources/operator.ts'
import { operatorsRoutes } from './resources/operators.ts'
import { serviceRoutes } from './resources/service.ts'
import { tenantRoutes } from './resources/tenants.ts'
import { tokenRoutes } from './resources/tokens.ts'
import { topicRoutes } from './resources/topics.ts'
import { webhookDeliveryRoutes } from './resources/webhook-deliveries.ts'
import { webhookRoutes } from './resources/webhooks.ts'
import type { Route } from './route.ts'

/** The routes of the API function: declares and reads, and can read no secret. */
export const apiRoutes: readonly Route<ApiDeps>[] = [
  ...serviceRoutes,
  ...docsRoutes,
  ...tokenRoutes,
  ...tenantRoutes,
  ...topicRoutes,
  ...credentialRoutes,
  ...operationRoutes,
  ...auditEventRoutes,
  ...webhookRoutes,
  ...webhookDeliveryRoutes,
  ...operatorRoutes,
  ...operatorsRoutes,
  ...findingRoutes,
]
