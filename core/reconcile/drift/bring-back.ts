import type { AuditEvent } from '../../audit/audit-event.ts'
import { resourceOf } from '../../declare/declaration.ts'
import type { Clock } from '../../kernel/clock.ts'
import { newId, type Randomness } from '../../kernel/ids.ts'
import type { Tenant } from '../../tenant/tenant.ts'
import type { TenantStore, UnsettledSignal } from '../../tenant/tenant-ports.ts'
import type { Difference, Doubt } from './difference.ts'
import { doubtParts } from './doubt-parts.ts'
import { trySettle } from '../try-settle.ts'

export interface BringBackDeps {
  readonly tenants: Pick<TenantStore, 'settle'>
  readonly signal: UnsettledSignal
  readonly clock: Clock
  readonly randomness: Randomness
}

/**
 * Marks what is missing or wrong as not applied and hints at its tenants: settling does the rest. Answers with how many
 * tenants it was; one that somebody else changed meanwhile is left to the next sweep.
 */
export async function bringBack(
  deps: BringBackDeps,
  tenants: ReadonlyMap<string, Tenant>,
  differences: readonly Difference[],
): Promise<number> {
  let marked = 0
  for (const [tenantId, own] of Map.groupBy(differences, (each) => each.tenantId)) {
    if (tenantId === null) continue
    const tenant = tenants.get(tenantId)
    const doubts = own.flatMap(({ fix }) => (fix.how === 'doubt' ? [fix.doubt] : []))
    if (tenant === undefined || doubts.length === 0) continue
    if (await mark(deps, tenant, doubts)) marked += 1
  }
  return marked
}

async function mark(
  deps: BringBackDeps,
  tenant: Tenant,
  doubts: readonly Doubt[],
): Promise<boolean> {
  const now = deps.clock.now()
  const doubted = doubtParts(tenant, doubts)
  const next: Tenant = { ...doubted, dueAt: now, version: tenant.version + 1 }
  const auditEvents = eventsOf(deps, tenant, doubts, now)
  if (!(await trySettle(deps.tenants, { tenant: next, finished: [], auditEvents }))) return false
  deps.signal.raise(tenant.id, tenant.clusterId)
  return true
}

/** One for each topic or credential. */
function eventsOf(
  { randomness }: BringBackDeps,
  { id, accountId }: Tenant,
  doubts: readonly Doubt[],
  at: number,
): readonly AuditEvent[] {
  const resources = doubts.map((doubt) =>
    'topic' in doubt
      ? resourceOf(id, { kind: 'topic', name: doubt.topic })
      : resourceOf(id, { kind: 'credential', id: doubt.credentialId }),
  )
  return [...new Set(resources)].map((resource) => ({
    id: newId('evt', randomness),
    accountId,
    at,
    actor: 'system',
    action: 'drift.repair',
    resource,
    outcome: 'accepted',
    requestId: null,
    sourceAddress: null,
  }))
}
