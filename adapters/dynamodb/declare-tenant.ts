import { DAY_MS } from '../../core/kernel/clock.ts'
import { ServiceError } from '../../core/kernel/service-error.ts'
import { OPERATION_KEPT_DAYS, type Operation } from '../../core/operation/operation.ts'
import type { Declaration } from '../../core/tenant/tenant-ports.ts'
import type { Tenant } from '../../core/tenant/tenant.ts'
import { IS_NEW, versionBefore } from './conditions.ts'
import { auditWrites } from './dynamo-audit-store.ts'
import { countDown, countUp } from './count.ts'
import { expiringAt, ITEM_VERSION, itemOf } from './items.ts'
import { loadChangeWrite } from './cluster-load.ts'
import { planChangeWrites } from './plan-change-writes.ts'
import { nameKey, operationKey, tenantCountKey } from './keys.ts'
import { changedMeanwhile } from './store-errors.ts'
import { tenantItem } from './tenant-item.ts'
import type { TransactWrite } from './transact.ts'

/** The order is that of the refusals. */
export function declarationWrites(declaration: Declaration): readonly TransactWrite[] {
  const { tenant, accountTenantsMax, operation, auditEvent } = declaration
  const { planChange, loadChange } = declaration
  return [
    tenantWrite(tenant),
    ...nameWrites(declaration),
    ...(isNew(tenant) ? [countTenant(tenant, accountTenantsMax)] : []),
    operationWrite(operation),
    ...auditWrites(auditEvent),
    ...planChangeWrites(planChange),
    ...(loadChange === undefined ? [] : [loadChangeWrite(loadChange)]),
  ]
}

/** What a tenant that is no more gives back to its account. */
export function releaseWrites(tenant: Tenant): readonly TransactWrite[] {
  return [dropName(tenant, tenant.name), countDown(tenantCountKey(tenant.accountId))]
}

/** Guarded by the version that was read. */
export function tenantWrite(tenant: Tenant): TransactWrite {
  return {
    put: { Item: tenantItem(tenant), ...versionBefore(tenant.version) },
    refusal: changedMeanwhile,
  }
}

export function operationWrite(operation: Operation): TransactWrite {
  const keptUntil = operation.createdAt + OPERATION_KEPT_DAYS * DAY_MS
  const Item = itemOf(operationKey(operation.id), operation, expiringAt(keptUntil))
  return { put: { Item, ...IS_NEW } }
}

function isNew(tenant: Tenant): boolean {
  return tenant.version === 1
}

function nameWrites({ tenant, formerName }: Declaration): readonly TransactWrite[] {
  const renamed = formerName !== undefined && formerName !== tenant.name
  if (renamed) return [claimName(tenant), dropName(tenant, formerName)]
  return isNew(tenant) ? [claimName(tenant)] : []
}

function claimName(tenant: Tenant): TransactWrite {
  const key = nameKey(tenant.accountId, tenant.name)
  return {
    put: { Item: { ...key, v: ITEM_VERSION, tenantId: tenant.id }, ...IS_NEW },
    refusal: () => nameTaken(tenant.name),
  }
}

/** Never takes a name away from another tenant. */
function dropName(tenant: Tenant, name: string): TransactWrite {
  return {
    remove: {
      Key: { ...nameKey(tenant.accountId, name) },
      ConditionExpression: 'attribute_not_exists(pk) OR tenantId = :owner',
      ExpressionAttributeValues: { ':owner': tenant.id },
    },
  }
}

function countTenant(tenant: Tenant, max = Number.MAX_SAFE_INTEGER): TransactWrite {
  return countUp(tenantCountKey(tenant.accountId), max, () => tooManyTenants(max))
}

function nameTaken(name: string): ServiceError {
  const detail = `The account already has a tenant named ${name}.`
  return new ServiceError('conflict', detail, { problems: [{ pointer: '/name', detail }] })
}

function tooManyTenants(max: number): ServiceError {
  return new ServiceError(
    'limit_reached',
    `An account may have ${max} tenants and this one has as many. Delete one first.`,
  )
}
