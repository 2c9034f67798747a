import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda'
import type { ClusterAdmin } from '../../core/cluster/cluster-ports.ts'
import { type ClusterDefinition, prepareCluster } from '../../core/cluster/prepare-cluster.ts'
import type { ClusterGate, ClusterProvider } from '../../core/cluster/prepare-ports.ts'
import { isServiceError } from '../../core/kernel/service-error.ts'
import { type SettleDeps, settleCell } from '../../core/reconcile/settle.ts'
import { freshHints } from './fresh-hints.ts'
import { type ScheduleEvent, workOnHints } from './queue-batch.ts'

export interface ReconcileHandlerDeps extends SettleDeps {
  /** The one cell of this function. */
  readonly definition: ClusterDefinition
  readonly provider: ClusterProvider
  /** Throws `unavailable` while the cluster has no addresses. */
  readonly parts: () => Promise<{ readonly admin: ClusterAdmin; readonly gate: ClusterGate }>
  readonly report: (where: string, error: unknown) => void
  readonly note: (where: string, facts: Readonly<Record<string, unknown>>) => void
}

type Remaining = Pick<Context, 'getRemainingTimeInMillis'>

/** What a pass of 200 tenants may take, Secrets Manager's pace included. */
const PASS_MS = 45_000
/** Then the queue or the schedule starts the function again: others want to run, too. */
const PASSES_MAX = 20

/** Settles one cell: the tenants hinted at by its queue, everything that is due by schedule. */
export function createReconcileHandler(deps: ReconcileHandlerDeps) {
  return async (
    event: SQSEvent | ScheduleEvent,
    context: Remaining,
  ): Promise<SQSBatchResponse | undefined> => {
    if (event.Records === undefined) {
      if (await isInUse(deps)) await settleAll(deps, context, [])
      return undefined
    }
    return await workOnHints(
      event.Records,
      async (hints) => {
        const tenantIds = await freshHints(deps.tenants, hints)
        if (tenantIds.length > 0) await settleAll(deps, context, tenantIds)
      },
      (error) => deps.report('reconcile', error),
    )
  }
}

/** False for a cluster that nobody can have been placed on yet; says in the log what it waits for. */
async function isInUse(deps: ReconcileHandlerDeps): Promise<boolean> {
  try {
    const { state, waitingFor } = await prepareCluster(preparing(deps), deps.definition)
    if (waitingFor !== null)
      deps.note('prepare', { cluster: deps.definition.id, state, waitingFor })
    return state !== 'unknown'
  } catch (error) {
    // Preparing goes on at the next pass; an outage of the provider must not keep a ready cell from settling.
    deps.report('prepare', error)
    if (!isServiceError(error)) throw error
    return (await deps.clusters.get(deps.definition.id)) !== undefined
  }
}

/** Opens the ways to the brokers only once preparing asks for them: before that there are none. */
function preparing({ parts, ...deps }: ReconcileHandlerDeps) {
  return {
    ...deps,
    admin: {
      putUsers: async (users) => (await parts()).admin.putUsers(users),
      verifyLogins: async (users) => (await parts()).admin.verifyLogins(users),
    } satisfies Pick<ClusterAdmin, 'putUsers' | 'verifyLogins'>,
    gate: {
      admitBrokers: async () => (await parts()).gate.admitBrokers(),
      refuses: async (user) => (await parts()).gate.refuses(user),
    } satisfies ClusterGate,
  }
}

/** Passes until nothing more is due at once or time runs out. An error leaves the rest to the next start. */
async function settleAll(
  deps: ReconcileHandlerDeps,
  context: Remaining,
  hinted: readonly string[],
): Promise<void> {
  let tenantIds = hinted
  for (let pass = 0; pass < PASSES_MAX; pass += 1) {
    const { more, faults } = await settleCell(deps, deps.definition.id, tenantIds)
    for (const fault of faults) deps.report('reconcile', fault)
    if (!more || context.getRemainingTimeInMillis() < PASS_MS) return
    tenantIds = []
  }
}
