import type { BillingDeps } from './deps.ts'
import { accountExportRoutes } from './resources/account-export.ts'
import { budgetRoutes } from './resources/budget.ts'
import { invoiceRoutes } from './resources/invoices.ts'
import { operatorBillingRoutes } from './resources/operator-billing.ts'
import { usageRoutes } from './resources/usage.ts'
import type { Route } from './route.ts'

/** The routes of the function that tells usage and cost: it carries the maker of PDF documents, and no other does. */
export const billingRoutes: readonly Route<BillingDeps>[] = [
  ...usageRoutes,
  ...invoiceRoutes,
  ...budgetRoutes,
  ...operatorBillingRoutes,
  ...accountExportRoutes,
]
