import { api } from './api.ts'
import { billing } from './billing.ts'
import { departures } from './departures.ts'
import type { DeploymentFunction } from './function-plan.ts'
import { data } from './data.ts'
import { identity } from './identity.ts'
import { invoice } from './invoice.ts'
import { secrets } from './secrets.ts'
import { webhooks } from './webhooks.ts'

/** The functions of which there is one, but for those that work by hint (lib/constructs/hinted-worker.ts). */
export const DEPLOYMENT_FUNCTIONS: readonly DeploymentFunction[] = [
  api,
  billing,
  data,
  departures,
  identity,
  invoice,
  secrets,
  webhooks,
]
