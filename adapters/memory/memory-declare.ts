import { ServiceError } from '../../core/kernel/service-error.ts'
import type { Declaration } from '../../core/tenant/tenant-ports.ts'
import type { Tenant } from '../../core/tenant/tenant.ts'
import { keepEvent } from './memory-answer-store.ts'
import { changeLoad, requireRoomFor } from './memory-load.ts'
import { keepTenant } from './memory-due.ts'
import { keepPlanChange } from './memory-plan-ledger.ts'
import {
  changedMeanwhile,
  type MemoryDatabase,
  refuseClosed,
  requireVersionBefore,
} from './memory-database.ts'

/** Looks at everything first, in the order of the refusals, and writes only then. */
export function declareInMemory(database: MemoryDatabase, declaration: Declaration): void {
  const { tenant, operation, auditEvent } = declaration
  requireVersionBefore(database.tenants.get(tenant.id), tenant.version)
  requireNameIsFree(database, tenant)
  if (tenant.version === 1) requireRoom(database, tenant, declaration.accountTenantsMax)
  if (database.operations.has(operation.id)) throw changedMeanwhile()
  requireRoomFor(database, declaration.loadChange)

  keepEvent(database, auditEvent)
  moveName(database, declaration)
  keepTenant(database, tenant)
  changeLoad(database, declaration.loadChange)
  database.operations.set(operation.id, operation)
  keepPlanChange(database, declaration.planChange)
}

function requireNameIsFree({ names }: MemoryDatabase, tenant: Tenant): void {
  const owner = names.get(tenant.accountId)?.get(tenant.name)
  if (owner === undefined || owner === tenant.id) return
  const detail = `The account already has a tenant named ${tenant.name}.`
  throw new ServiceError('conflict', detail, { problems: [{ pointer: '/name', detail }] })
}

/** Every tenant of an account has one name, so names are counted. */
function requireRoom(database: MemoryDatabase, { accountId }: Tenant, max = Infinity): void {
  const { names } = database
  if (max !== Infinity) refuseClosed(database, accountId)
  if ((names.get(accountId)?.size ?? 0) < max) return
  throw new ServiceError(
    'limit_reached',
    `An account may have ${max} tenants and this one has as many. Delete one first.`,
  )
}

function moveName({ names }: MemoryDatabase, { tenant, formerName }: Declaration): void {
  const own = names.get(tenant.accountId) ?? new Map<string, string>()
  const renamed = formerName !== undefined && formerName !== tenant.name
  if (renamed) own.delete(formerName)
  if (renamed || tenant.version === 1) own.set(tenant.name, tenant.id)
  names.set(tenant.accountId, own)
}
