import { describe, expect, it } from '@jest/globals'
import { HOUR_MS } from '../../core/kernel/clock.ts'
import { aDeclaration, anEvent, anOperation, aSettlement, aTenant, next } from './store-fixtures.ts'
import type { OpenStores } from './stores-under-test.ts'
import { outcomeOf, outcomesOf } from './outcomes.ts'

export function describeSettle(open: OpenStores): void {
  describe('settle', () => {
    describeFinishing(open)
    describeGuard(open)
    describeDeletion(open)
  })
}

function describeFinishing(open: OpenStores): void {
  it('writes what was found and finishes operations, with the reason of those that failed', async () => {
    const { tenants, operations, audit } = await open()
    const first = aDeclaration(aTenant())
    const second = aDeclaration(next(first.tenant))
    await tenants.declare(first)
    await tenants.declare(second)
    const found = next(second.tenant, { observedGeneration: 1, reason: 'The disk is full.' })
    const event = anEvent({ accountId: found.accountId, action: 'topic.fail', actor: 'system' })
    const finished = [
      { id: first.operation.id, state: 'done' },
      { id: second.operation.id, state: 'failed', error: 'The disk is full.' },
    ] as const
    await tenants.settle(aSettlement(found, { finished, auditEvents: [event] }))
    expect(await tenants.get(found.id)).toEqual(found)
    expect(await operations.get(first.operation.id)).toEqual({ ...first.operation, state: 'done' })
    expect(await operations.get(second.operation.id)).toEqual({
      ...second.operation,
      state: 'failed',
      error: 'The disk is full.',
    })
    const trail = await audit.listByAccount(found.accountId, { limit: 9 })
    expect(trail.items).toContainEqual(event)
  })

  it('leaves an operation that is finished already as it is, and passes over a forgotten one', async () => {
    const { tenants, operations } = await open()
    const { tenant, operation, ...rest } = aDeclaration(aTenant())
    await tenants.declare({ tenant, operation, ...rest })
    const once = next(tenant)
    await tenants.settle(aSettlement(once, { finished: [{ id: operation.id, state: 'done' }] }))
    const twice = next(once)
    const finished = [
      { id: operation.id, state: 'failed', error: 'Too late.' },
      { id: anOperation().id, state: 'done' },
    ] as const
    const event = anEvent({ accountId: tenant.accountId })
    await tenants.settle(aSettlement(twice, { finished, auditEvents: [event] }))
    expect(await operations.get(operation.id)).toEqual({ ...operation, state: 'done' })
    expect(await operations.get(finished[1].id)).toBeUndefined()
    expect((await tenants.get(tenant.id))?.version).toBe(3)
  })

  it('finishes more at once than one transaction holds', async () => {
    const { tenants, operations, audit } = await open()
    const account = aTenant().accountId
    const declared = Array.from({ length: 10 }, () => aDeclaration(aTenant()))
    const [first] = declared
    if (first === undefined) throw new Error('There is no first declaration.')
    for (const each of declared) await tenants.declare(each)
    const finished = declared.map(({ operation }) => ({ id: operation.id, state: 'done' as const }))
    const auditEvents = Array.from({ length: 230 }, () => anEvent({ accountId: account }))
    await tenants.settle(aSettlement(next(first.tenant), { finished, auditEvents }))
    const states = await Promise.all(finished.map(async ({ id }) => operations.get(id)))
    expect(states.filter((operation) => operation?.state === 'done')).toHaveLength(10)
    const pages: number[] = []
    for (let after: string | undefined = '~'; after !== undefined; ) {
      const page = await audit.listByAccount(account, { limit: 100, after })
      pages.push(page.items.length)
      after = page.next
    }
    expect(pages).toEqual([100, 100, 30])
  }, 600_000)
}

function describeGuard(open: OpenStores): void {
  it('refuses what was found out about a tenant that was changed meanwhile, and then writes nothing', async () => {
    const { tenants, operations, audit } = await open()
    const { tenant, operation, ...rest } = aDeclaration(aTenant())
    await tenants.declare({ tenant, operation, ...rest })
    const changed = next(tenant, { plan: 'basic-2' })
    await tenants.declare(aDeclaration(changed))
    const stale = next(tenant, { reason: 'stale' })
    const finished = [{ id: operation.id, state: 'done' }] as const
    const auditEvents = [anEvent({ accountId: tenant.accountId })]
    for (const more of [{}, { finished }, { auditEvents }, { finished, auditEvents }]) {
      expect(await outcomeOf(tenants.settle(aSettlement(stale, more)))).toBe('conflict')
    }
    expect(await tenants.get(tenant.id)).toEqual(changed)
    expect((await operations.get(operation.id))?.state).toBe('pending')
    expect((await audit.listByAccount(tenant.accountId, { limit: 9 })).items).toHaveLength(2)
  })

  it('lets exactly one of a declaration and a settlement win that were made from the same version', async () => {
    const { tenants } = await open()
    const tenant = aTenant()
    await tenants.declare(aDeclaration(tenant))
    const outcomes = await outcomesOf([
      tenants.declare(aDeclaration(next(tenant, { plan: 'basic-1' }))),
      tenants.settle(aSettlement(next(tenant, { activatedAt: 5 }))),
    ])
    expect(outcomes.toSorted()).toEqual(['conflict', 'done'])
  })
}

function describeDeletion(open: OpenStores): void {
  it('gives the name of a deleted tenant back', async () => {
    const { tenants, clock } = await open()
    const tenant = aTenant({ name: 'again' })
    const rival = () => aDeclaration(aTenant({ accountId: tenant.accountId, name: 'again' }))
    await tenants.declare(aDeclaration(tenant))
    expect(await outcomeOf(tenants.declare(rival()))).toBe('conflict')
    await tenants.settle(aSettlement(next(tenant, { deletedAt: clock.now() })))
    await tenants.declare(rival())
  })

  it('gives name and place in the account back once, however often a deleted tenant is written', async () => {
    const { tenants, clock } = await open()
    const tenant = aTenant()
    const { accountId, name } = tenant
    await tenants.declare(aDeclaration(tenant))
    let gone = next(tenant, { deletedAt: clock.now() })
    await tenants.settle(aSettlement(gone))
    await tenants.declare(aDeclaration(aTenant({ accountId, name }), { accountTenantsMax: 1 }))
    for (const event of [[], [anEvent({ accountId })]]) {
      gone = next(gone)
      await tenants.settle(aSettlement(gone, { auditEvents: event }))
    }
    const rival = aTenant({ accountId })
    expect(await outcomeOf(tenants.declare(aDeclaration(rival, { accountTenantsMax: 1 })))).toBe(
      'limit_reached',
    )
    const { items } = await tenants.listByAccount(accountId, { limit: 9 })
    expect(items.map((each) => each.name)).toEqual([name])
  })

  it('refuses to delete a tenant that was changed meanwhile, and keeps its name', async () => {
    const { tenants, clock } = await open()
    const tenant = aTenant()
    await tenants.declare(aDeclaration(tenant))
    await tenants.declare(aDeclaration(next(tenant)))
    clock.advance(HOUR_MS)
    const stale = next(tenant, { deletedAt: clock.now() })
    expect(await outcomeOf(tenants.settle(aSettlement(stale)))).toBe('conflict')
    expect((await tenants.get(tenant.id))?.deletedAt).toBeNull()
    expect((await tenants.listByAccount(tenant.accountId, { limit: 9 })).items).toHaveLength(1)
  })
}
