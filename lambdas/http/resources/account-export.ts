import { exportAccount } from '../../../core/account/export-account.ts'
import { list } from '../answers.ts'
import { askingOf } from '../asking.ts'
import { pageQuerySchema, pageRequestOf } from '../cursor.ts'
import type { BillingDeps } from '../deps.ts'
import { type Route, route } from '../route.ts'
import { exportSchema, exportView } from '../views/export-view.ts'
import { pageSchema } from '../views/page-schema.ts'

/** In the function that knows usage and invoices, which are most of it. */
export const accountExportRoutes: readonly Route<BillingDeps>[] = [
  route({
    method: 'GET',
    path: '/account/export',
    operationId: 'exportAccount',
    summary:
      'Everything that the account has, record by record and without secrets; follow nextCursor to the end',
    tag: 'account',
    access: 'account.export',
    query: pageQuerySchema,
    answers: { 200: { description: 'A page of records.', schema: pageSchema(exportSchema) } },
    handle: async (deps, call) => {
      const page = pageRequestOf(call.query)
      const records = await exportAccount(deps, askingOf(call), page)
      return list(records, exportView)
    },
  }),
]
