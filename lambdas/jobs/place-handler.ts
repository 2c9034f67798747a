import type { SQSBatchResponse, SQSEvent } from 'aws-lambda'
import { type PlaceDeps, settleWaiting } from '../../core/reconcile/settle-waiting.ts'
import { freshHints } from './fresh-hints.ts'
import { type ScheduleEvent, workOnHints } from './queue-batch.ts'

export interface PlaceHandlerDeps extends PlaceDeps {
  readonly report: (where: string, error: unknown) => void
}

/** Gives waiting tenants a cluster, by hint and by schedule. Who was placed is told to the cell by the table's stream. */
export function createPlaceHandler(deps: PlaceHandlerDeps) {
  return async (event: SQSEvent | ScheduleEvent): Promise<SQSBatchResponse | undefined> => {
    if (event.Records === undefined) {
      await settleWaiting(deps)
      return undefined
    }
    return await workOnHints(
      event.Records,
      async (hints) => {
        const tenantIds = await freshHints(deps.tenants, hints)
        if (tenantIds.length > 0) await settleWaiting(deps, tenantIds)
      },
      (error) => deps.report('place', error),
    )
  }
}
