import type { AuditStore } from '../../audit/audit-ports.ts'
import { resourceOf } from '../../declare/declaration.ts'
import type { Clock } from '../../kernel/clock.ts'
import { newId, type Randomness } from '../../kernel/ids.ts'
import type { Tenant } from '../../tenant/tenant.ts'
import type { Difference } from './difference.ts'

interface TellDeps {
  readonly audit: Pick<AuditStore, 'append'>
  readonly clock: Clock
  readonly randomness: Randomness
}

/** One event for each tenant of which something was taken away. What is gone has no account to tell. */
export async function tellOfTaking(
  { audit, clock, randomness }: TellDeps,
  tenants: ReadonlyMap<string, Tenant>,
  taken: readonly Difference[],
): Promise<void> {
  for (const id of new Set(taken.flatMap(({ tenantId }) => tenantId ?? []))) {
    const tenant = tenants.get(id)
    if (tenant === undefined) continue
    await audit.append({
      id: newId('evt', randomness),
      accountId: tenant.accountId,
      at: clock.now(),
      actor: 'system',
      action: 'drift.remove',
      resource: resourceOf(id, { kind: 'tenant' }),
      outcome: 'done',
      requestId: null,
      sourceAddress: null,
    })
  }
}
