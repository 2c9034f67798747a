import { createApiHandler } from '../../lambdas/http/api-handler.ts'
import { buildOpenApi } from '../../lambdas/http/openapi/build-openapi.ts'
import { allRoutes } from '../../lambdas/http/routes.ts'
import { createReconcileJob } from '../../lambdas/jobs/reconcile-job.ts'
import { CELL } from '../core/fixtures/world.ts'
import { type Caller, callerOf } from './call.ts'
import { clockFromNow, type Parts, partsOf } from './parts.ts'
import { openAccountFor, type Person } from './person.ts'

export interface Api {
  readonly parts: Parts
  readonly document: object
  /** Asks as nobody; every answer is checked against the API's own document. */
  readonly call: Caller
  /** What was reported as a fault of ours. */
  readonly faults: unknown[]
  /** An account with its owner's token. */
  person(): Promise<Person>
  /** Passes of the reconciler until nothing is due. */
  settle(): Promise<void>
}

/** Every route of the API on memory adapters, with nothing outside this process. */
export async function setup(instead: Partial<Parts> = {}): Promise<Api> {
  const parts: Parts = { health: everythingUp, ...(await partsOf(clockFromNow())), ...instead }
  const document = buildOpenApi(allRoutes)
  const faults: unknown[] = []
  const handler = createApiHandler(
    { ...parts, openApi: async () => document },
    allRoutes,
    (fault) => faults.push(fault.error),
  )
  const call = callerOf(handler, document)
  const job = createReconcileJob(parts)
  return {
    parts,
    document,
    call,
    faults,
    person: () => openAccountFor(parts, call),
    async settle() {
      await job.placeWaiting([])
      for (let more = true; more; ) ({ more } = await job.settleCell(CELL.id, []))
    },
  }
}

const everythingUp = async () => ({ api: 'up', broker: 'up' }) as const
