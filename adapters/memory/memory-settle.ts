import type { Settlement } from '../../core/tenant/tenant-ports.ts'
import type { Tenant } from '../../core/tenant/tenant.ts'
import { keepTenant } from './memory-due.ts'
import { changeLoad, requireRoomFor } from './memory-load.ts'
import { keepPlanChange } from './memory-plan-ledger.ts'
import { type MemoryDatabase, requireVersionBefore } from './memory-database.ts'

type Finished = Settlement['finished'][number]

export function settleInMemory(database: MemoryDatabase, settlement: Settlement): void {
  const { tenant, finished, auditEvents } = settlement
  requireVersionBefore(database.tenants.get(tenant.id), tenant.version)
  requireRoomFor(database, settlement.loadChange)
  keepTenant(database, tenant)
  changeLoad(database, settlement.loadChange)
  for (const each of finished) finish(database, each)
  for (const event of auditEvents) database.auditEvents.set(event.id, event)
  keepPlanChange(database, settlement.planChange)
  if (tenant.deletedAt !== null) releaseName(database, tenant)
}

/** One that is finished already stays as it is. */
function finish({ operations }: MemoryDatabase, { id, ...outcome }: Finished): void {
  const operation = operations.get(id)
  if (operation?.state === 'pending') operations.set(id, { ...operation, ...outcome })
}

/** The account may have given the name to another tenant since. */
function releaseName({ names }: MemoryDatabase, { id, accountId, name }: Tenant): void {
  const own = names.get(accountId)
  if (own?.get(name) === id) own.delete(name)
}
