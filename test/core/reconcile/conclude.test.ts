import { describe, expect, it } from '@jest/globals'
import type { OperationSubject } from '../../../core/operation/operation.ts'
import { conclude } from '../../../core/reconcile/conclude.ts'
import { refused } from '../../../core/reconcile/outcome.ts'
import { plan } from '../../../core/reconcile/plan.ts'
import type { Tenant } from '../../../core/tenant/tenant.ts'
import { CREDENTIAL, DONE, SPEC, tenantOf } from '../fixtures/parts.ts'

const CELL = { brokers: 1, replicationFactor: 1 }
const NOW = 1_000_000
const topic = { name: 'clicks', spec: SPEC, createdAt: 0 } as const
const wanted = { ...topic, state: 'provisioning' } as const
const made = { ...topic, state: 'active', applied: SPEC } as const

const open = (subject: OperationSubject, generation = 1) => [{ id: 'op_1', generation, subject }]
const ofTopic = open({ kind: 'topic', name: 'clicks' })
const ofTenant = open({ kind: 'tenant' })

/** The end of a pass in which every change that is left went the same way. */
function concluded(tenant: Tenant, result = DONE) {
  const outcomes = plan(tenant, CELL).map((change) => ({ change, result }))
  return conclude(tenant, outcomes, CELL, NOW)
}

describe('The end of a pass', () => {
  it('settles a tenant with nothing left to do, and nothing is due any more', () => {
    const { tenant } = concluded(tenantOf([made], { generation: 4, failures: 3 }))
    expect(tenant).toMatchObject({ observedGeneration: 4, dueAt: null, failures: 0, reason: null })
  })

  it('does not settle one with something left, and goes on at once when nothing failed', () => {
    const { tenant } = concluded(tenantOf([wanted], { generation: 4, observedGeneration: 3 }))
    expect(tenant).toMatchObject({ observedGeneration: 3, dueAt: NOW, failures: 0 })
  })

  it('waits twice as long after each failure, and never longer than half a minute', () => {
    const waits = [0, 1, 2, 3, 6, 7, 50].map((failures) => {
      const { tenant } = concluded(tenantOf([wanted], { failures }), refused('Not now.'))
      return (tenant.dueAt ?? 0) - NOW
    })
    expect(waits).toEqual([250, 500, 1_000, 2_000, 16_000, 30_000, 30_000])
  })

  it('says why it did not get through', () => {
    expect(concluded(tenantOf([wanted]), refused('Not now.')).tenant.reason).toBe('Not now.')
  })

  it('activates a tenant when everything of it works for the first time', () => {
    const activeOne = { ...CREDENTIAL, state: 'active', activatedAt: 0 } as const
    expect(concluded(tenantOf([made])).tenant.activatedAt).toBe(NOW)
    expect(concluded(tenantOf([made, activeOne])).tenant.activatedAt).toBeNull()
    expect(concluded(tenantOf([made], { activatedAt: 5 })).tenant.activatedAt).toBe(5)
  })
})

describe('An operation', () => {
  it.each([
    [
      'a topic',
      tenantOf([made, { ...CREDENTIAL, state: 'provisioning' }], { openOperations: ofTopic }),
    ],
    ['a topic that is gone', tenantOf([], { openOperations: ofTopic })],
    ['a tenant', tenantOf([made], { openOperations: ofTenant })],
    [
      'a credential',
      tenantOf([{ ...CREDENTIAL, state: 'active', activatedAt: 0 }, wanted], {
        openOperations: open({ kind: 'credential', id: 'crd_1' }),
      }),
    ],
  ])('on %s is done with it, whatever else is left', (_, tenant) => {
    const { finished, tenant: after } = concluded(tenant, refused('Not now.'))
    expect(finished).toEqual([{ id: 'op_1', state: 'done' }])
    expect(after.openOperations).toEqual([])
  })

  it.each([
    ['topic that is not there yet', tenantOf([wanted], { openOperations: ofTopic })],
    ['tenant with something left', tenantOf([made, wanted], { openOperations: ofTenant })],
    [
      'revoked credential that is not cleaned away',
      tenantOf([{ ...CREDENTIAL, state: 'revoked', revokedAt: 0, cleanedAt: null }], {
        openOperations: open({ kind: 'credential', id: 'crd_1' }),
      }),
    ],
  ])('on a %s stays open', (_, tenant) => {
    const { finished, tenant: after } = concluded(tenant, refused('Not now.'))
    expect(finished).toEqual([])
    expect(after.openOperations).toEqual(tenant.openOperations)
  })

  it('fails with its subject, and says why', () => {
    const failed = { ...topic, state: 'failed', error: 'Never.' } as const
    const { finished } = concluded(tenantOf([failed], { openOperations: ofTopic }))
    expect(finished).toEqual([{ id: 'op_1', state: 'failed', error: 'Never.' }])
  })

  it('fails when a topic that works could not be changed, though the topic goes on as it was', () => {
    const tenant = tenantOf([made], { openOperations: ofTopic })
    const request = { kafkaName: 'x', partitions: 9 }
    const change = { kind: 'grow-topic', topic: 'clicks', request } as const
    const outcomes = [{ change, result: refused('Too many.', false) } as const]
    const { finished } = conclude(tenant, outcomes, CELL, NOW)
    expect(finished).toEqual([{ id: 'op_1', state: 'failed', error: 'Too many.' }])
  })

  it('on a tenant of which a part failed has failed', () => {
    const failed = { ...topic, state: 'failed', error: 'Never.' } as const
    const { finished } = concluded(tenantOf([failed], { openOperations: ofTenant }))
    expect(finished).toMatchObject([{ state: 'failed' }])
  })
})
