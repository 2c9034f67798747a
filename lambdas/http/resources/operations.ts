import * as z from 'zod'
import { mayKnowOf } from '../../../core/account/account.ts'
import { notFound } from '../../../core/kernel/service-error.ts'
import type { Operation, ProgressStep } from '../../../core/operation/operation.ts'
import { progressOf } from '../../../core/reconcile/progress.ts'
import { ok } from '../answers.ts'
import type { ApiDeps } from '../deps.ts'
import { param } from '../param.ts'
import { type Call, type Route, route } from '../route.ts'
import { operationSchema, operationView } from '../views/operation-view.ts'

/** Below the 29 s that Amazon API Gateway gives an answer. */
const WAIT_SECONDS_MAX = 20

const waitQuerySchema = z.strictObject({
  waitSeconds: z
    .string()
    .regex(/^(?:1?[0-9]|20)$/, {
      error: `waitSeconds is a whole number from 0 to ${WAIT_SECONDS_MAX}.`,
    })
    .transform(Number)
    .optional(),
})

export const operationRoutes: readonly Route<ApiDeps>[] = [
  route({
    method: 'GET',
    path: '/operations/{operationId}',
    operationId: 'getOperation',
    summary: 'How far an operation is; waits for its end if asked to',
    tag: 'operations',
    access: 'operation.read',
    query: waitQuerySchema,
    answers: { 200: { description: 'The operation, done or not.', schema: operationSchema } },
    handle: async (deps, call) => {
      const operation = await readWaiting(deps, call, (call.query.waitSeconds ?? 0) * 1_000)
      return ok(operationView(operation, await readProgress(deps, operation)))
    },
  }),
]

/** What is over needs no look at the tenant. */
async function readProgress(deps: ApiDeps, operation: Operation): Promise<readonly ProgressStep[]> {
  const { state, tenantId } = operation
  const pending = state === 'pending' && tenantId !== undefined
  const tenant = pending ? await deps.tenants.get(tenantId) : undefined
  const clusterId = tenant?.clusterId ?? null
  const cell = clusterId === null ? undefined : await deps.clusters.get(clusterId)
  return progressOf(operation, tenant, cell, deps.clock.now())
}

async function readWaiting(
  deps: ApiDeps,
  call: Call<unknown, unknown>,
  waitMs: number,
): Promise<Operation> {
  const deadline = deps.clock.now() + waitMs
  for (;;) {
    const leftMs = deadline - deps.clock.now()
    // Listening begins before looking, or an end in between would be missed.
    const settled = leftMs > 0 ? deps.watch.settled(leftMs) : undefined
    const operation = await deps.operations.get(param(call.params, 'operationId'))
    if (operation === undefined || !mayKnowOf(call.actor, operation.accountId)) {
      throw notFound('operation')
    }
    if (operation.state !== 'pending' || settled === undefined) return operation
    await settled
  }
}
