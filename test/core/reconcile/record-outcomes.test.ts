import { describe, expect, it } from '@jest/globals'
import type { ItemResult } from '../../../core/cluster/cluster-ports.ts'
import { revoked } from '../../../core/credential/retire.ts'
import type { Change } from '../../../core/reconcile/change.ts'
import { refused } from '../../../core/reconcile/outcome.ts'
import { plan } from '../../../core/reconcile/plan.ts'
import { recordOutcomes } from '../../../core/reconcile/record-outcomes.ts'
import type { Tenant } from '../../../core/tenant/tenant.ts'
import { CREDENTIAL, DONE, SPEC, tenantOf } from '../fixtures/parts.ts'

const CELL = { brokers: 1, replicationFactor: 1 }
const topic = { name: 'clicks', spec: SPEC, createdAt: 0 } as const
const fresh = tenantOf([
  { ...topic, state: 'provisioning' },
  { ...CREDENTIAL, state: 'provisioning' },
])

/** What a pass that planned for `planned` finds out, written on what is stored by then. */
function recorded(
  planned: Tenant,
  stored: Tenant,
  result: ItemResult = DONE,
  kind?: Change['kind'],
) {
  const outcomes = plan(planned, CELL)
    .filter((change) => kind === undefined || change.kind === kind)
    .map((change) => ({ change, result }))
  return recordOutcomes(stored, outcomes, 7)
}

const leftAfter = (tenant: Tenant) => plan(tenant, CELL).map(({ kind }) => kind)

describe('What the cluster accepted', () => {
  it('leaves nothing to do', () => {
    const done = recorded(fresh, fresh)
    expect(leftAfter(done)).toEqual([])
    expect(done.credentials.crd_1).toMatchObject({ state: 'active', activatedAt: 7 })
  })

  it('for a topic that was deleted meanwhile is to be deleted again', () => {
    const without = { ...fresh, topics: {} }
    expect(leftAfter(recorded(fresh, without, DONE, 'create-topic'))).toContain('delete-topic')
  })

  it('for a topic that is being deleted leaves the deletion to do', () => {
    const deleting = { ...fresh, topics: { clicks: { ...topic, state: 'deleting' as const } } }
    expect(recorded(fresh, deleting).topics.clicks?.state).toBe('deleting')
  })

  it('as a deletion does not take away a topic that is wanted again', () => {
    const deleting = tenantOf([{ ...topic, state: 'deleting' }])
    const again = tenantOf([{ ...topic, state: 'provisioning' }])
    expect(recorded(deleting, again).topics.clicks?.state).toBe('provisioning')
  })

  it('for a topic declared anew meanwhile leaves the difference to do', () => {
    const spec = { ...SPEC, partitions: 9 }
    const stored = tenantOf([{ ...topic, spec, state: 'provisioning' }])
    expect(leftAfter(recorded(fresh, stored, DONE, 'create-topic'))).toEqual(['grow-topic'])
  })

  it.each(['put-user', 'grant-access', 'set-quota'] as const)(
    'as %s for a credential that was revoked and cleaned meanwhile is cleaned away again',
    (kind) => {
      const gone = { ...revoked({ ...CREDENTIAL, state: 'provisioning' }, 5), cleanedAt: 6 }
      const clean = {
        ...gone,
        applied: CREDENTIAL.applied,
        state: 'revoked',
        revokedAt: 5,
      } as const
      const after = recorded(fresh, tenantOf([clean]), DONE, kind)
      expect(leftAfter(after)).toContain('forget-secret')
      expect(leftAfter(recorded(after, after))).toEqual([])
    },
  )

  it('as a log-in does not bring a revoked credential back', () => {
    const gone = revoked({ ...CREDENTIAL, state: 'provisioning' }, 5)
    expect(recorded(fresh, tenantOf([gone]), DONE, 'verify-login').credentials.crd_1?.state).toBe(
      'revoked',
    )
  })

  it('as a log-in lets the credential that is replaced retire from then on', () => {
    const old = { ...CREDENTIAL, id: 'crd_0', number: 9, state: 'active', activatedAt: 0 } as const
    const replaces = { credentialId: 'crd_0', graceSeconds: 60 }
    const tenant = tenantOf([old, { ...CREDENTIAL, replaces, state: 'provisioning' }])
    expect(recorded(tenant, tenant, DONE, 'verify-login').credentials.crd_0).toMatchObject({
      state: 'retiring',
      retiresAt: 60_007,
    })
  })
})

describe('What the cluster refused', () => {
  it('for now is left to do, and a credential that never worked says what it waits for', () => {
    const after = recorded(fresh, fresh, refused('Not now.'))
    expect(plan(after, CELL)).toEqual(plan(fresh, CELL))
    expect(after.topics).toEqual(fresh.topics)
    const { crd_1: credential } = fresh.credentials
    expect(after.credentials.crd_1).toEqual({ ...credential, waitsFor: 'Not now.' })
  })

  it('for now is forgotten as soon as the cluster takes a part, or refuses it for good', () => {
    const waiting = recorded(fresh, fresh, refused('Not now.'))
    for (const kind of ['put-user', 'verify-login'] as const)
      expect(recorded(waiting, waiting, DONE, kind).credentials.crd_1).not.toHaveProperty(
        'waitsFor',
      )
    const failed = recorded(waiting, waiting, refused('Never.', false)).credentials.crd_1
    expect(failed).toMatchObject({ state: 'failed', error: 'Never.' })
    expect(failed).not.toHaveProperty('waitsFor')
  })

  it('for good fails a part that never worked, and says why', () => {
    const failed = recorded(fresh, fresh, refused('Never.', false))
    expect(failed.topics.clicks).toMatchObject({ state: 'failed', error: 'Never.' })
    expect(failed.credentials.crd_1).toMatchObject({ state: 'failed', error: 'Never.' })
  })

  it('for good leaves a topic that exists as it was', () => {
    const spec = { ...SPEC, partitions: 9 }
    const tenant = tenantOf([{ ...topic, spec, state: 'active', applied: SPEC }])
    expect(recorded(tenant, tenant, refused('Too many.', false)).topics.clicks).toEqual({
      ...topic,
      state: 'active',
      applied: SPEC,
    })
  })

  it('for good never fails a credential that works', () => {
    const tenant = tenantOf([{ ...CREDENTIAL, state: 'active', activatedAt: 0 }])
    expect(recorded(tenant, tenant, refused('No.', false))).toEqual(tenant)
  })
})
