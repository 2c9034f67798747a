import { isServiceError } from '../kernel/service-error.ts'
import type { Settlement, TenantStore } from '../tenant/tenant-ports.ts'

/** By conditional update: false when somebody else changed the tenant first, which a later pass will see. */
export async function trySettle(
  tenants: Pick<TenantStore, 'settle'>,
  settlement: Settlement,
): Promise<boolean> {
  try {
    await tenants.settle(settlement)
    return true
  } catch (error) {
    if (isServiceError(error, 'conflict')) return false
    throw error
  }
}
