import type { Asking } from './account-event.ts'
import type { Departure } from './deletion-ports.ts'
import { type DeletionDeps, finishDeletion } from './finish-deletion.ts'
import { finishLeaving } from './finish-leaving.ts'

export interface DepartureDeps extends DeletionDeps {
  readonly report: (error: unknown) => void
}

/** As many as a minute is enough for; the rest is due in the next. */
const A_PASS = 50

/**
 * Finishes what requests were cut short in: members who left and accounts that are deleted. Answers with how many were
 * due. One that fails is its own fault, and due again in the next pass.
 */
export async function finishDepartures(deps: DepartureDeps): Promise<number> {
  const due = await deps.deletions.listDue(deps.clock.now(), A_PASS)
  for (const departure of due) await finishOne(deps, departure).catch(deps.report)
  return due.length
}

async function finishOne(deps: DepartureDeps, { accountId, memberId }: Departure): Promise<void> {
  const actor = { id: 'system', accountId, role: 'owner' } as const
  const asking: Asking = { actor, origin: { requestId: null, sourceAddress: null } }
  if (memberId === undefined) return await finishDeletion(deps, asking)
  const leaver = await deps.members.getLeaver(accountId, memberId)
  if (leaver !== undefined) await finishLeaving(deps, asking, leaver)
}
