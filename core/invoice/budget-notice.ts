import type { AuditEvent } from '../audit/audit-event.ts'
import { newId } from '../kernel/ids.ts'
import type { ProfileDeps } from './change-profile.ts'

/**
 * That an account reached a mark of its budget: the only place where this is said. It is an audit event, written in one
 * transaction with the mark, so that it is told once; whatever tells people of limits follows from it.
 */
export function budgetNotice(
  { clock, randomness }: Pick<ProfileDeps, 'clock' | 'randomness'>,
  accountId: string,
  percent: number,
): AuditEvent {
  return {
    id: newId('evt', randomness),
    accountId,
    at: clock.now(),
    actor: 'system',
    action: `budget.reached-${percent}-percent`,
    resource: '/v1/account/budget',
    outcome: 'done',
    requestId: null,
    sourceAddress: null,
  }
}
