import * as z from 'zod'
import { periodOf } from '../../../core/invoice/period.ts'
import { PLANS } from '../../../core/plan/plan.ts'
import { versionFor } from '../../../core/plan/price-book.ts'
import { ok } from '../answers.ts'
import type { ApiDeps } from '../deps.ts'
import { type Route, route } from '../route.ts'
import { sharedLook } from '../shared-look.ts'
import { planSchema, planView } from '../views/plan-view.ts'

const healthSchema = z.object({
  status: z.enum(['up', 'down']),
  components: z.record(z.string(), z.enum(['up', 'down'])),
})

const look = sharedLook<Awaited<ReturnType<ApiDeps['health']>>>()

/** What anyone may know of the installation. */
export const serviceRoutes: readonly Route<ApiDeps>[] = [
  route({
    method: 'GET',
    path: '/health',
    operationId: 'getHealth',
    summary: 'Whether the service and each of its parts is up',
    tag: 'service',
    access: 'public',
    answers: {
      200: { description: 'Every part is up.', schema: healthSchema },
      503: {
        description: 'A part is down.',
        schema: healthSchema,
        example: { status: 'down', components: { api: 'up', broker: 'down', store: 'up' } },
      },
    },
    handle: async (deps) => {
      const components = await look(deps.health)
      const down = Object.values(components).includes('down')
      return {
        status: down ? 503 : 200,
        body: { status: down ? 'down' : 'up', components },
        headers: { 'Cache-Control': 'no-store' },
      }
    },
  }),
  route({
    method: 'GET',
    path: '/plans',
    operationId: 'listPlans',
    summary: 'The plans, with their limits and prices',
    tag: 'service',
    access: 'public',
    answers: {
      200: { description: 'All plans.', schema: z.object({ items: z.array(planSchema) }) },
    },
    handle: async ({ clock }) => {
      const prices = versionFor(periodOf(clock.now()))
      return ok({ items: PLANS.map((plan) => planView(plan, prices)) })
    },
  }),
  route({
    method: 'GET',
    path: '/openapi.json',
    operationId: 'getOpenApi',
    summary: 'This document',
    tag: 'service',
    access: 'public',
    answers: {
      200: {
        description: 'The OpenAPI 3.1 document of this API.',
        schema: z.record(z.string(), z.unknown()),
      },
    },
    handle: async (deps) => ok(await deps.openApi()),
  }),
]
