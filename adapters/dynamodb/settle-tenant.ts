import type { ServiceError } from '../../core/kernel/service-error.ts'
import type { Settlement } from '../../core/tenant/tenant-ports.ts'
import type { Tenant } from '../../core/tenant/tenant.ts'
import { versionBefore } from './conditions.ts'
import { releaseWrites, tenantWrite } from './declare-tenant.ts'
import { auditWrite } from './dynamo-audit-store.ts'
import type { DynamoTable } from './dynamo-table.ts'
import { getItem, putItem } from './items.ts'
import { loadChangeWrite } from './cluster-load.ts'
import { operationKey, tenantKey } from './keys.ts'
import { planChangeWrites } from './plan-change-writes.ts'
import { changedMeanwhile } from './store-errors.ts'
import { TTL_ATTRIBUTE } from './table-schema.ts'
import { tenantItem } from './tenant-item.ts'
import { TRANSACTION_WRITES_MAX, type TransactWrite, tryTransact } from './transact.ts'

type Finished = Settlement['finished'][number]

/** A write that may be left out: its operation was finished before, or has been forgotten. */
interface Passed {
  readonly write: TransactWrite
  readonly optional: boolean
}

/** The tenant, name and count that a deleted one gives back, what changes about what it pays for and takes of its cluster. */
const OWN_WRITES_MAX = 6

/**
 * Writes what a settling pass found. May be repeated as a whole, so it needs no barrier. What does not fit into one
 * transaction goes first, still on condition that the tenant is the one that was read: finished twice is finished once.
 */
export async function settleTenant(table: DynamoTable, settlement: Settlement): Promise<void> {
  const { tenant } = settlement
  const around = passedWrites(settlement)
  const own = [...(await owedRelease(table, tenant)), ...counted(settlement)]
  if (around.length + own.length === 0) return writeTenantAlone(table, tenant)
  const room = TRANSACTION_WRITES_MAX - OWN_WRITES_MAX
  const rest = [...around]
  while (rest.length > room) await commit(table, versionCheck(tenant), rest.splice(0, room))
  await commit(table, tenantWrite(tenant), [...own, ...rest])
}

/** Half the price of a transaction. */
function writeTenantAlone(table: DynamoTable, tenant: Tenant): Promise<void> {
  return putItem(table, { Item: tenantItem(tenant), ...versionBefore(tenant.version) })
}

function counted({ planChange, loadChange }: Settlement): readonly Passed[] {
  const load = loadChange === undefined ? [] : [loadChangeWrite(loadChange)]
  return [...planChangeWrites(planChange), ...load].map((write) => ({ write, optional: false }))
}

function passedWrites({ finished, auditEvents }: Settlement): readonly Passed[] {
  return [
    ...finished.map((each) => ({ write: finishWrite(each), optional: true })),
    ...auditEvents.map((event) => ({ write: auditWrite(event), optional: false })),
  ]
}

/** Name and count are given back once. The version guards the transaction, so what is read here still holds in it. */
async function owedRelease(table: DynamoTable, tenant: Tenant): Promise<readonly Passed[]> {
  if (tenant.deletedAt === null) return []
  const stored = await getItem(table, tenantKey(tenant.id))
  if (stored?.[TTL_ATTRIBUTE] !== undefined) return []
  return releaseWrites(tenant).map((write) => ({ write, optional: false }))
}

async function commit(
  table: DynamoTable,
  guard: TransactWrite,
  rest: readonly Passed[],
): Promise<void> {
  const refused = await tryTransact(table, [guard, ...rest.map((each) => each.write)])
  if (refused.length === 0) return
  const kept = rest.filter((_, place) => !refused.includes(place + 1))
  const onlyOptional = refused.every((place) => place > 0 && rest[place - 1]?.optional === true)
  // Each round leaves out one operation at least, so there are no more rounds than writes.
  if (!onlyOptional) throw refusalOf(refused, rest)
  await commit(table, guard, kept)
}

/** The guard stands first: what was found out about an older version says nothing. */
function refusalOf(refused: readonly number[], rest: readonly Passed[]): ServiceError {
  const [first = 0] = refused
  return rest[first - 1]?.write.refusal?.() ?? changedMeanwhile()
}

function versionCheck(tenant: Tenant): TransactWrite {
  return { check: { Key: { ...tenantKey(tenant.id) }, ...versionBefore(tenant.version) } }
}

function finishWrite({ id, state, error }: Finished): TransactWrite {
  return {
    update: {
      Key: { ...operationKey(id) },
      UpdateExpression: `SET #data.#state = :state${error === undefined ? '' : ', #data.#error = :error'}`,
      ConditionExpression: '#data.#state = :pending',
      ExpressionAttributeNames: {
        '#data': 'data',
        '#state': 'state',
        ...(error === undefined ? {} : { '#error': 'error' }),
      },
      ExpressionAttributeValues: {
        ':state': state,
        ':pending': 'pending',
        ...(error === undefined ? {} : { ':error': error }),
      },
    },
  }
}
