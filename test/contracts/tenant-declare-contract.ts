import { describe, expect, it } from '@jest/globals'
import { DAY_MS } from '../../core/kernel/clock.ts'
import { OPERATION_KEPT_DAYS } from '../../core/operation/operation.ts'
import type { Tenant } from '../../core/tenant/tenant.ts'
import { aDeclaration, aSettlement, aTenant, accountId, next } from './store-fixtures.ts'
import type { OpenStores } from './stores-under-test.ts'
import { outcomeOf, outcomesOf } from './outcomes.ts'
import { fullTenant } from './full-tenant.ts'

export function describeDeclare(open: OpenStores): void {
  describe('declare', () => {
    describeWhatIsWritten(open)
    describeVersions(open)
    describeNames(open)
    describeTenantLimit(open)
  })
}

function describeWhatIsWritten(open: OpenStores): void {
  it('writes tenant, operation and audit event', async () => {
    const { tenants, operations, audit } = await open()
    const declaration = aDeclaration(fullTenant())
    const { tenant, operation, auditEvent } = declaration
    await tenants.declare(declaration)
    expect(await tenants.get(tenant.id)).toEqual(tenant)
    expect(await operations.get(operation.id)).toEqual(operation)
    const trail = await audit.listByAccount(tenant.accountId, { limit: 9 })
    expect(trail.items).toEqual([auditEvent])
  })

  it('gives out copies: changing what was given or read changes nothing that is stored', async () => {
    const { tenants } = await open()
    const tenant = { ...aTenant(), topics: {} as Record<string, Tenant['topics'][string]> }
    await tenants.declare(aDeclaration(tenant))
    Object.assign(tenant.topics, { sneaked: { name: 'sneaked' } })
    const read = await tenants.get(tenant.id)
    Object.assign(read?.topics ?? {}, { in: { name: 'in' } })
    expect((await tenants.get(tenant.id))?.topics).toEqual({})
  })

  it('keeps an operation for thirty days', async () => {
    const { tenants, operations, clock } = await open()
    const declaration = aDeclaration(aTenant())
    await tenants.declare(declaration)
    clock.advance((OPERATION_KEPT_DAYS - 1) * DAY_MS)
    expect(await operations.get(declaration.operation.id)).toBeDefined()
    clock.advance(2 * DAY_MS)
    expect(await operations.get(declaration.operation.id)).toBeUndefined()
  })

  it('answers with nothing for ids that nobody has', async () => {
    const { tenants, operations } = await open()
    expect(await tenants.get('nobody')).toBeUndefined()
    expect(await operations.get('op_nothing')).toBeUndefined()
  })
}

function describeVersions(open: OpenStores): void {
  it('refuses a version that does not follow the stored one, and then writes nothing at all', async () => {
    const { tenants, operations, audit } = await open()
    const tenant = aTenant()
    await tenants.declare(aDeclaration(tenant))
    for (const version of [1, 3]) {
      const stale = aDeclaration({ ...tenant, name: 'stale', version })
      expect(await outcomeOf(tenants.declare(stale))).toBe('conflict')
      expect(await operations.get(stale.operation.id)).toBeUndefined()
    }
    expect(await tenants.get(tenant.id)).toEqual(tenant)
    expect((await audit.listByAccount(tenant.accountId, { limit: 9 })).items).toHaveLength(1)
  })

  it('refuses a later version of a tenant that does not exist', async () => {
    const { tenants } = await open()
    expect(await outcomeOf(tenants.declare(aDeclaration(aTenant({ version: 2 }))))).toBe('conflict')
  })

  it('lets exactly one of two declarations win that were made from the same version', async () => {
    const { tenants } = await open()
    const tenant = aTenant()
    await tenants.declare(aDeclaration(tenant))
    const rivals = ['basic-1', 'basic-2'] as const
    const outcomes = await outcomesOf(
      rivals.map((plan) => tenants.declare(aDeclaration(next(tenant, { plan })))),
    )
    expect(outcomes.toSorted()).toEqual(['conflict', 'done'])
    const winner = rivals[outcomes.indexOf('done')]
    expect((await tenants.get(tenant.id))?.plan).toBe(winner)
  })
}

function describeNames(open: OpenStores): void {
  it('refuses a name that another tenant of the account has, and says where', async () => {
    const { tenants } = await open()
    const tenant = aTenant()
    await tenants.declare(aDeclaration(tenant))
    const rival = aTenant({ accountId: tenant.accountId, name: tenant.name })
    await expect(tenants.declare(aDeclaration(rival))).rejects.toMatchObject({
      code: 'conflict',
      problems: [{ pointer: '/name' }],
    })
    await tenants.declare(aDeclaration(aTenant({ name: tenant.name })))
  })

  it('gives the former name free with a rename, and not before', async () => {
    const { tenants } = await open()
    const tenant = aTenant({ name: 'old' })
    const rival = () => aDeclaration(aTenant({ accountId: tenant.accountId, name: 'old' }))
    await tenants.declare(aDeclaration(tenant))
    expect(await outcomeOf(tenants.declare(rival()))).toBe('conflict')
    const renamed = next(tenant, { name: 'new' })
    await tenants.declare(aDeclaration(renamed, { formerName: 'old' }))
    await tenants.declare(rival())
    const { items } = await tenants.listByAccount(tenant.accountId, { limit: 9 })
    expect(items.map((each) => each.name)).toEqual(['new', 'old'])
  })

  it('keeps the old name when the new one is taken', async () => {
    const { tenants } = await open()
    const tenant = aTenant({ name: 'mine' })
    await tenants.declare(aDeclaration(tenant))
    await tenants.declare(aDeclaration(aTenant({ accountId: tenant.accountId, name: 'theirs' })))
    const renamed = aDeclaration(next(tenant, { name: 'theirs' }), { formerName: 'mine' })
    await expect(tenants.declare(renamed)).rejects.toMatchObject({
      code: 'conflict',
      problems: [{ pointer: '/name' }],
    })
    const { items } = await tenants.listByAccount(tenant.accountId, { limit: 9 })
    expect(items.map((each) => each.name)).toEqual(['mine', 'theirs'])
  })

  it('takes a rename to the same name for what it is', async () => {
    const { tenants } = await open()
    const tenant = aTenant({ name: 'same' })
    await tenants.declare(aDeclaration(tenant))
    await tenants.declare(aDeclaration(next(tenant), { formerName: 'same' }))
    const rival = aTenant({ accountId: tenant.accountId, name: 'same' })
    expect(await outcomeOf(tenants.declare(aDeclaration(rival)))).toBe('conflict')
  })
}

function describeTenantLimit(open: OpenStores): void {
  it('makes exactly as many tenants as the account may have, however many ask at once', async () => {
    const { tenants } = await open()
    const account = accountId()
    const asked = Array.from({ length: 30 }, () => aTenant({ accountId: account }))
    const outcomes = await outcomesOf(
      asked.map((tenant) => tenants.declare(aDeclaration(tenant, { accountTenantsMax: 5 }))),
    )
    expect(outcomes.filter((outcome) => outcome === 'done')).toHaveLength(5)
    expect(outcomes.filter((outcome) => outcome === 'limit_reached')).toHaveLength(25)
    const { items } = await tenants.listByAccount(account, { limit: 30 })
    expect(items).toHaveLength(5)
  })

  it('counts neither changes nor deleted tenants', async () => {
    const { tenants, clock } = await open()
    const tenant = aTenant()
    const another = () =>
      aDeclaration(aTenant({ accountId: tenant.accountId }), { accountTenantsMax: 1 })
    await tenants.declare(aDeclaration(tenant, { accountTenantsMax: 1 }))
    const changed = next(tenant, { plan: 'basic-1' })
    await tenants.declare(aDeclaration(changed))
    expect(await outcomeOf(tenants.declare(another()))).toBe('limit_reached')
    await tenants.settle(aSettlement(next(changed, { deletedAt: clock.now() })))
    await tenants.declare(another())
    expect(await outcomeOf(tenants.declare(another()))).toBe('limit_reached')
  })
}
