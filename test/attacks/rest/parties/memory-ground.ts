import { randomBytes } from 'node:crypto'
import { createApiHandler, type ApiHandler } from '../../../../lambdas/http/api-handler.ts'
import { buildOpenApi } from '../../../../lambdas/http/openapi/build-openapi.ts'
import { allRoutes } from '../../../../lambdas/http/routes.ts'
import { createReconcileJob } from '../../../../lambdas/jobs/reconcile-job.ts'
import { serveHttp } from '../../../../local/http-server.ts'
import { CELL } from '../../../core/fixtures/world.ts'
import { aClosing, anInvoice } from '../../../core/invoice/fixtures/an-invoice.ts'
import { BOOTSTRAP_SECRET, OPERATOR_TOKEN, type Parts, partsOf } from '../../../lambdas/parts.ts'
import type {
  ApiDeps,
  BillingDeps,
  DataDeps,
  IdentityDeps,
  SecretDeps,
} from '../../../../lambdas/http/deps.ts'
import type { Means } from '../means.ts'

type Routes = typeof allRoutes
/** All that routes need, but for the document, which they are made from. */
type Deps = Omit<ApiDeps & IdentityDeps & SecretDeps & BillingDeps & DataDeps, 'openApi'>

/** What is broken on purpose. */
export interface Broken {
  parts(parts: Parts): Deps
  routes(routes: Routes): Routes
  handler(handler: ApiHandler): ApiHandler
}

export interface Ground {
  readonly apiUrl: string
  readonly means: Means
  readonly faults: readonly unknown[]
  close(): Promise<void>
}

/** The API with all of its routes behind a real listener, on memory adapters; `broken` puts something else in its place. */
export async function memoryGround(broken?: Broken): Promise<Ground> {
  const clock = movedClock()
  const own: Parts = { ...(await partsOf(clock)), health: async () => ({ api: 'up' }) }
  const parts: Deps = broken?.parts(own) ?? own
  const faults: unknown[] = []
  const document = buildOpenApi(allRoutes)
  const deps = { ...parts, openApi: async () => document }
  const routes = broken?.routes(allRoutes) ?? allRoutes
  const handler = createApiHandler(deps, routes, ({ error }) => faults.push(error))
  const settle = settlerOf(own)
  const settling: ApiHandler = async (event, context) => {
    const answer = await handler(event, context)
    if (event.requestContext.http.method !== 'GET') await settle()
    return answer
  }
  const server = await serveHttp(broken?.handler(settling) ?? settling, {
    host: '127.0.0.1',
    port: 0,
  })
  return {
    apiUrl: `http://127.0.0.1:${server.port}/v1`,
    means: { ...meansOf(own), pass: clock.pass },
    faults,
    close: () => server.close(),
  }
}

/** The machine's own, so that rates fill up again, until it is moved on. */
function movedClock() {
  let passedMs = 0
  return {
    now: () => Date.now() + passedMs,
    pass(ms: number) {
      passedMs += ms
    },
  }
}

/** One at a time: passes of the reconciler until nothing is due. */
function settlerOf(parts: Parts): () => Promise<void> {
  const job = createReconcileJob(parts)
  let last = Promise.resolve()
  const settle = async () => {
    await job.placeWaiting([])
    for (let more = true; more; ) ({ more } = await job.settleCell(CELL.id, []))
  }
  return () => {
    last = last.then(settle)
    return last
  }
}

function meansOf(parts: Parts): Means {
  return {
    operatorToken: OPERATOR_TOKEN,
    bootstrapSecret: BOOTSTRAP_SECRET,
    isOwnListener: true,
    mailTo: async (email) => {
      const mail = parts.mails.findLast(({ to }) => to === email)
      if (mail === undefined) throw new Error(`No mail went to ${email}.`)
      return mail
    },
    putInvoice: async (accountId) => {
      const id = `inv_${randomBytes(10).toString('hex')}`
      await parts.invoices.close(aClosing(anInvoice({ accountId, id })))
      return id
    },
    putGroup: async ({ prefix }, name) => {
      parts.data.groups.set(`${prefix}${name}`, { type: 'classic', members: [], offsets: [] })
    },
  }
}
