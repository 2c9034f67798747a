import type { AuditStore } from '../../audit/audit-ports.ts'
import { changeOf, type Fields } from '../../audit/change.ts'
import { newEvent } from '../../audit/new-event.ts'
import { resourceOf } from '../../declare/declaration.ts'
import type { Clock } from '../../kernel/clock.ts'
import type { Randomness } from '../../kernel/ids.ts'
import type { Tenant } from '../../tenant/tenant.ts'
import { nameInTenant } from '../../usage/owner-of.ts'
import { sendBisecting } from '../bisect.ts'
import type { TenantDifference } from './difference.ts'
import type { ClusterCaretaker } from './drift-ports.ts'
import { findingId, isSilent } from './finding.ts'
import type { Known } from './write-findings.ts'

interface DeleteDeps {
  readonly caretaker: Pick<ClusterCaretaker, 'deleteGroups'>
  readonly audit: Pick<AuditStore, 'append'>
  readonly clock: Clock
  readonly randomness: Randomness
}

/** What the trail shows of groups that were deleted: how many, and the first names. */
const DELETED_FIELDS: Fields<readonly string[]> = {
  consumerGroupCount: ({ length }) => length,
  consumerGroups: (kafkaNames) => kafkaNames.map(nameInTenant),
}
const ORIGIN = { requestId: null, sourceAddress: null }

/** Deletes what the differences say, those that somebody silenced left out; answers with how many groups are gone. */
export async function deleteGroups(
  deps: DeleteDeps,
  clusterId: string,
  tenants: ReadonlyMap<string, Tenant>,
  differences: readonly TenantDifference[],
  known: Known,
): Promise<number> {
  let count = 0
  for (const { kind, resource, tenantId, fix } of differences) {
    const tenant = tenants.get(tenantId)
    if (fix.how !== 'delete-groups' || tenant === undefined) continue
    const finding = known.get(findingId(clusterId, kind, resource))
    if (finding !== undefined && isSilent(finding, deps.clock.now())) continue
    const deleted = await deleteAll(deps.caretaker, fix.kafkaNames)
    if (deleted.length === 0) continue
    count += deleted.length
    await deps.audit.append(eventOf(deps, tenant, deleted))
  }
  return count
}

/** A group that got members meanwhile stays. */
async function deleteAll(
  caretaker: Pick<ClusterCaretaker, 'deleteGroups'>,
  kafkaNames: readonly string[],
): Promise<readonly string[]> {
  const results = await sendBisecting(kafkaNames, (part) => caretaker.deleteGroups(part))
  return kafkaNames.filter((_, n) => results[n]?.ok === true)
}

function eventOf(deps: DeleteDeps, { id, accountId }: Tenant, deleted: readonly string[]) {
  return newEvent(deps, ORIGIN, {
    accountId,
    actor: 'system',
    action: 'drift.remove',
    resource: `${resourceOf(id, { kind: 'tenant' })}/consumer-groups`,
    ...changeOf(DELETED_FIELDS, deleted, undefined),
  })
}
