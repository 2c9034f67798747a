import { OPERATOR } from '../account/account.ts'
import { type DeclareDeps, declare } from '../declare/declare.ts'
import type { DeclareRequest } from '../declare/intent.ts'
import { isServiceError } from '../kernel/service-error.ts'
import { hasHold } from './hold.ts'
import type { Tenant } from './tenant.ts'

const TENANTS_A_PAGE = 100

/** Not a person's request: the system's, on behalf of the budget that the account set. */
const REQUEST: DeclareRequest = {
  actor: { ...OPERATOR, id: 'system' },
  requestId: 'budget',
  sourceAddress: null,
  present: () => null,
}

/**
 * Declares a budget hold on every tenant of the account, or lifts it: held ones can only be read. Tenants that are as
 * they should be are left alone. Answers with how many were changed.
 */
export async function holdForBudget(
  deps: DeclareDeps,
  accountId: string,
  hold: boolean,
): Promise<number> {
  let changed = 0
  let after: string | undefined
  do {
    const request = after === undefined ? {} : { after }
    const page = await deps.tenants.listByAccount(accountId, { limit: TENANTS_A_PAGE, ...request })
    for (const tenant of page.items.filter((each) => needsChange(each, hold))) {
      await setHold(deps, tenant.id, hold)
      changed += 1
    }
    after = page.next
  } while (after !== undefined)
  return changed
}

function needsChange(tenant: Tenant, hold: boolean): boolean {
  return tenant.deletedAt === null && hasHold(tenant.holds, 'budget') !== hold
}

/** One that was removed meanwhile needs no hold. */
async function setHold(deps: DeclareDeps, tenantId: string, hold: boolean): Promise<void> {
  try {
    await declare(deps, REQUEST, tenantId, (tenant, now) => {
      const others = tenant.holds.filter(({ kind }) => kind !== 'budget')
      const holds = hold ? [...others, { kind: 'budget', since: now } as const] : others
      const action = hold ? 'tenant.hold' : 'tenant.release'
      return { tenant: { ...tenant, holds }, subject: { kind: 'tenant' }, action }
    })
  } catch (error) {
    if (!isServiceError(error, 'not_found')) throw error
  }
}
