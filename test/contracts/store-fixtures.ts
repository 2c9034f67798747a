import { randomBytes, randomInt } from 'node:crypto'
import type { Account, ApiToken, Member } from '../../core/account/account.ts'
import type { AuditEvent } from '../../core/audit/audit-event.ts'
import type { Clock } from '../../core/kernel/clock.ts'
import { newId, newTenantId } from '../../core/kernel/ids.ts'
import type { Operation } from '../../core/operation/operation.ts'
import { emptyTenant } from '../../core/tenant/empty-tenant.ts'
import type { Tenant } from '../../core/tenant/tenant.ts'
import type { Declaration, Settlement } from '../../core/tenant/tenant-ports.ts'

/** Ids are new ones every time, so that tests on one store never meet. */
const randomness = { bytes: (count: number) => randomBytes(count) }

export interface TestClock extends Clock {
  advance(byMs: number): void
}

/** Begins now, as the real store takes expired items away by its own clock. */
export function testClock(): TestClock {
  let now = Date.now()
  return {
    now: () => now,
    advance(byMs) {
      now += byMs
    },
  }
}

export const accountId = () => newId('acc', randomness)
export const aName = () => `tenant-${randomInt(1e9)}`

export function aTenant(more: Partial<Tenant> = {}): Tenant {
  const named = { accountId: accountId(), name: aName(), plan: 'basic-0' } as const
  return {
    ...emptyTenant(randomness, named, 1_764_000_000_000),
    version: 1,
    generation: 1,
    ...more,
  }
}

/** The tenant as its next write has it. */
export function next(tenant: Tenant, change: Partial<Tenant> = {}): Tenant {
  return { ...tenant, ...change, version: tenant.version + 1 }
}

export function anOperation(more: Partial<Operation> = {}): Operation {
  return {
    id: newId('op', randomness),
    accountId: accountId(),
    tenantId: newTenantId(randomness),
    resource: '/v1/tenants/x',
    generation: 1,
    state: 'pending',
    createdAt: Date.now(),
    ...more,
  }
}

export function anEvent(more: Partial<AuditEvent> = {}): AuditEvent {
  return {
    id: newId('evt', randomness),
    accountId: accountId(),
    at: Date.now(),
    actor: newId('mem', randomness),
    action: 'tenant.create',
    resource: '/v1/tenants/x',
    outcome: 'accepted',
    requestId: 'request-1',
    sourceAddress: null,
    ...more,
  }
}

export function aDeclaration(tenant: Tenant, more: Partial<Declaration> = {}): Declaration {
  return {
    tenant,
    operation: anOperation({ accountId: tenant.accountId, tenantId: tenant.id }),
    auditEvent: anEvent({ accountId: tenant.accountId }),
    ...more,
  }
}

export function aSettlement(tenant: Tenant, more: Partial<Settlement> = {}): Settlement {
  return { tenant, finished: [], auditEvents: [], ...more }
}

export function anAccount(more: Partial<Account> = {}): Account {
  return { id: accountId(), name: 'Acme', createdAt: 1_764_000_000_000, ...more }
}

export function aMember(account: Account, more: Partial<Member> = {}): Member {
  return {
    id: newId('mem', randomness),
    accountId: account.id,
    subject: `subject-${randomInt(1e9)}`,
    email: 'ada@example.com',
    role: 'owner',
    createdAt: account.createdAt,
    ...more,
  }
}

export function aToken(more: Partial<ApiToken> = {}): ApiToken {
  return {
    id: newId('tok', randomness),
    accountId: accountId(),
    name: 'deploy',
    role: 'developer',
    createdBy: newId('mem', randomness),
    createdAt: 1_764_000_000_000,
    revokedAt: null,
    ...more,
  }
}
