import { createRateHolds } from '../core/reconcile/rate-holds.ts'
import { finishDepartures } from '../core/account/finish-departures.ts'
import { createStorageWatch } from '../core/reconcile/watch-storage.ts'
import { createApiHandler } from '../lambdas/http/api-handler.ts'
import { buildOpenApi } from '../lambdas/http/openapi/build-openapi.ts'
import { allRoutes } from '../lambdas/http/routes.ts'
import { createInvoiceJob } from '../lambdas/jobs/invoice-job.ts'
import { createSweepJob } from '../lambdas/jobs/sweep-job.ts'
import { createReconcileJob } from '../lambdas/jobs/reconcile-job.ts'
import { createWebhookJob } from '../lambdas/jobs/webhook-job.ts'
import { createContainer } from './container.ts'
import { serveHttp } from './http-server.ts'
import { startCellLoops } from './cell-loops.ts'
import { createDriftLoop } from './drift-loop.ts'
import { createInvoiceLoop } from './invoice-loop.ts'
import { createReconcileLoop } from './reconcile-loop.ts'
import { createRestingLoop } from './resting-loop.ts'
import { createSettledWatch } from './settled-watch.ts'
import type { Serve } from './start.ts'

/** Who looks at a receiver of their own on this machine does not want to wait for long. */
const WEBHOOKS_REST_MS = 2_000
/** As often as in AWS. */
const DEPARTURES_REST_MS = 60_000

/** The control plane in one process: the handlers of AWS behind node:http, its jobs behind timers. */
export const serve: Serve = async (parts, listen, { sweepEveryMs }) => {
  const container = await createContainer(parts, report)
  const watch = createSettledWatch()
  const clusterIds = async () => (await container.clusters.list()).map(({ id }) => id)
  const loop = createReconcileLoop({
    job: createReconcileJob(container),
    clusterIds,
    onPass: watch.wake,
    report: (error) => report('reconcile', error),
  })
  const reportBilling = (error: unknown) => report('billing', error)
  const billing = createInvoiceLoop({
    job: createInvoiceJob({ ...container, signal: loop, report: reportBilling }),
    report: reportBilling,
  })
  const sweeping = createDriftLoop({
    job: createSweepJob({ ...container, signal: loop, note }),
    clusterIds,
    everyMs: sweepEveryMs,
    report: (error) => report('drift', error),
  })
  const reportWebhooks = (error: unknown) => report('webhooks', error)
  const webhooks = createWebhookJob({ ...container, report: reportWebhooks })
  const telling = createRestingLoop({
    run: () => webhooks.run(),
    pauseMs: WEBHOOKS_REST_MS,
    report: reportWebhooks,
  })
  const reportLeaving = (error: unknown) => report('departures', error)
  const leaving = createRestingLoop({
    run: () => finishDepartures({ ...container, report: reportLeaving }),
    pauseMs: DEPARTURES_REST_MS,
    report: reportLeaving,
  })
  const document = buildOpenApi(allRoutes)
  const deps = { ...container, watch, signal: loop, openApi: async () => document }
  const handler = createApiHandler(deps, allRoutes, ({ requestId, error }) =>
    report(requestId, error),
  )
  const server = await serveHttp(handler, listen)
  loop.start()
  const storage = createStorageWatch({ ...container, signal: loop })
  const holds = createRateHolds({ ...container, signal: loop })
  const cellLoops = startCellLoops({ ...container, storage, holds }, report)
  billing.start()
  sweeping.start()
  telling.start()
  leaving.start()
  return {
    port: server.port,
    close: async () => {
      await server.close()
      const loops = [loop, cellLoops, billing, sweeping, telling, leaving]
      await Promise.all(loops.map((each) => each.stop()))
      await container.close()
    },
  }
}

/** One line of JSON on standard error that asks nobody to act. */
function note(where: string, facts: Readonly<Record<string, unknown>>): void {
  process.stderr.write(`${JSON.stringify({ level: 'info', where, ...facts })}\n`)
}

/** One line of JSON on standard error: what went wrong, and for which request. */
function report(where: string, error: unknown): void {
  const { name, message, stack } = error instanceof Error ? error : new Error(String(error))
  process.stderr.write(`${JSON.stringify({ level: 'error', where, name, message, stack })}\n`)
}
