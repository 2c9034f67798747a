import { BILLING_PATHS } from '../constructs/api-paths.ts'
import type { DeploymentFunction } from './function-plan.ts'
import { declares } from './request-function.ts'

/** Apart from the API function for what it takes to print an invoice, which nobody else should wait for. */
export const billing: DeploymentFunction = (around) => ({
  entry: 'billing',
  does: 'Headgate: tells usage and cost, makes invoices readable',
  ...declares(around),
  answers: BILLING_PATHS,
})
