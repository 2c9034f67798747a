import * as z from 'zod'
import { accountUsage } from '../../../core/invoice/account-usage.ts'
import { readStorage } from '../../../core/usage/read-storage.ts'
import { readUsage } from '../../../core/invoice/read-usage.ts'
import { usageMetrics } from '../../../core/invoice/usage-metrics.ts'
import { DAY_MS } from '../../../core/kernel/clock.ts'
import { readTenant } from '../../../core/tenant/read-tenant.ts'
import { list, ok } from '../answers.ts'
import { pageQuerySchema, pageRequestOf } from '../cursor.ts'
import type { BillingDeps } from '../deps.ts'
import { monthQuerySchema } from '../month-query.ts'
import { param } from '../param.ts'
import { type Route, route } from '../route.ts'
import { accountUsageSchema, accountUsageView } from '../views/account-usage-view.ts'
import { pageSchema } from '../views/page-schema.ts'
import { usageSchema, usageView, windowSchema, windowView } from '../views/usage-view.ts'

const time = (name: string) =>
  z.iso
    .datetime({ error: `${name} is a time in UTC, such as 2026-01-31T00:00:00Z.` })
    .transform((text) => Date.parse(text))
    .optional()

const windowsQuerySchema = z.strictObject({
  ...pageQuerySchema.shape,
  resolution: z
    .enum(['minute', 'hour', 'day'], { error: 'resolution is minute, hour or day.' })
    .default('hour'),
  from: time('from'),
  to: time('to'),
})

/** The last day; a page after another one goes on where that ended, however long ago it was read. */
function beginningOf({ cursor }: z.output<typeof windowsQuerySchema>, to: number): number {
  return cursor === undefined ? to - DAY_MS : 0
}

export const usageRoutes: readonly Route<BillingDeps>[] = [
  route({
    method: 'GET',
    path: '/tenants/{tenantId}/usage',
    operationId: 'getUsage',
    summary:
      'What a tenant used in a month: amount, limit, percent and cost so far of each meter; how full it is, and when it will be',
    tag: 'billing',
    access: 'usage.read',
    query: monthQuerySchema,
    answers: { 200: { description: 'Usage and cost so far.', schema: usageSchema } },
    handle: async (deps, { actor, params, query }) => {
      const usage = await readUsage(deps, actor, param(params, 'tenantId'), query.period)
      return ok(usageView(usage, await readStorage(deps, usage.tenant)))
    },
  }),
  route({
    method: 'GET',
    path: '/tenants/{tenantId}/usage/windows',
    operationId: 'listUsageWindows',
    summary:
      'The records that bills are made of, by window and meter; of the last day unless asked',
    tag: 'billing',
    access: 'usage.read',
    query: windowsQuerySchema,
    answers: { 200: { description: 'A page of windows.', schema: pageSchema(windowSchema) } },
    handle: async (deps, { actor, params, query }) => {
      const tenant = await readTenant(deps.tenants, actor, param(params, 'tenantId'))
      const { resolution, to = deps.clock.now(), from = beginningOf(query, to), ...paging } = query
      const range = { tenantId: tenant.id, resolution, from, to }
      return list(await deps.usage.list(range, pageRequestOf(paging)), windowView)
    },
  }),
  route({
    method: 'GET',
    path: '/tenants/{tenantId}/metrics',
    operationId: 'getUsageMetrics',
    summary: 'The same usage and cost as text for Prometheus',
    tag: 'billing',
    access: 'usage.read',
    answers: {
      200: {
        description: 'Gauges in the text format of Prometheus.',
        contentType: 'text/plain',
        schema: z.string(),
      },
    },
    handle: async (deps, { actor, params }) => {
      const body = usageMetrics(await readUsage(deps, actor, param(params, 'tenantId')))
      return { status: 200, body, contentType: 'text/plain; version=0.0.4; charset=utf-8' }
    },
  }),
  route({
    method: 'GET',
    path: '/account/usage',
    operationId: 'getAccountUsage',
    summary: 'What each of the account’s tenants used and costs this month',
    tag: 'billing',
    access: 'usage.read',
    query: pageQuerySchema,
    answers: {
      200: { description: 'A page of tenants.', schema: pageSchema(accountUsageSchema) },
    },
    handle: async (deps, { actor, query }) => {
      const usage = await accountUsage(deps, actor.accountId, pageRequestOf(query))
      return list(usage, accountUsageView)
    },
  }),
]
