import { describe, expect, it } from '@jest/globals'
import type { Access, AppliedCredential, Credential } from '../../../core/credential/credential.ts'
import { plan } from '../../../core/reconcile/plan.ts'
import type { Hold } from '../../../core/tenant/hold.ts'
import type { Tenant } from '../../../core/tenant/tenant.ts'
import { CREDENTIAL, SPEC, tenantOf } from '../fixtures/parts.ts'

const CELL = { brokers: 2, replicationFactor: 2 }
const quota = {
  produceBytesPerSecond: 32_000,
  consumeBytesPerSecond: 128_000,
  requestPercentage: 50,
}
const kinds = (tenant: Tenant, cell = CELL) => plan(tenant, cell).map(({ kind }) => kind)
const topic = { name: 'clicks', spec: SPEC, createdAt: 0 } as const

function active(applied: Partial<AppliedCredential> = {}): Credential {
  const all = { user: true, access: 'full', quota, ...applied } as const
  return { ...CREDENTIAL, state: 'active', activatedAt: 0, applied: all }
}

describe('What is left to do', () => {
  it('is nothing when everything was applied', () => {
    expect(kinds(tenantOf([{ ...topic, state: 'active', applied: SPEC }, active()]))).toEqual([])
  })

  it('for a new tenant is everything, and a log-in last', () => {
    const tenant = tenantOf([
      { ...topic, state: 'provisioning' },
      { ...CREDENTIAL, state: 'provisioning' },
    ])
    expect(kinds(tenant)).toEqual([
      'create-topic',
      'put-user',
      'grant-access',
      'set-quota',
      'verify-login',
    ])
  })

  it('makes topics under the prefix of the tenant, with as many copies as the cell keeps', () => {
    expect(plan(tenantOf([{ ...topic, state: 'provisioning' }]), CELL)).toMatchObject([
      { request: { kafkaName: 'abcdefghijkl.clicks', partitions: 2, replicationFactor: 2 } },
    ])
  })

  it.each([
    ['more partitions', { partitions: 5 }, ['grow-topic']],
    ['fewer partitions', { partitions: 1 }, []],
    ['another retention', { retentionMs: 1_000_000 }, ['configure-topic']],
    ['another policy', { cleanupPolicy: 'compact' }, ['configure-topic']],
    ['both', { partitions: 3, retentionMs: 1 }, ['grow-topic', 'configure-topic']],
  ] as const)('for a topic with %s is that change', (_, change, wanted) => {
    const spec = { ...SPEC, ...change }
    expect(kinds(tenantOf([{ ...topic, state: 'active', spec, applied: SPEC }]))).toEqual(wanted)
  })

  it('for a topic in doubt is to configure it, though it looks as it should', () => {
    const doubtful = { ...topic, state: 'active', applied: SPEC, doubtful: true } as const
    expect(kinds(tenantOf([doubtful]))).toEqual(['configure-topic'])
  })

  it('for what failed is nothing until somebody asks', () => {
    const failed = { state: 'failed', error: 'No.' } as const
    expect(
      kinds(
        tenantOf([
          { ...topic, ...failed },
          { ...CREDENTIAL, ...failed },
        ]),
      ),
    ).toEqual([])
  })

  it('for a revoked credential takes its permissions first and forgets its secret last', () => {
    const revoked = { ...active(), state: 'revoked', revokedAt: 0, cleanedAt: null } as const
    expect(kinds(tenantOf([revoked]))).toEqual([
      'revoke-access',
      'set-quota',
      'delete-user',
      'forget-secret',
    ])
    expect(kinds(tenantOf([{ ...revoked, cleanedAt: 5 }]))).toEqual([])
  })

  it('sets quotas anew when the cell has another number of brokers', () => {
    expect(plan(tenantOf([active()]), { ...CELL, brokers: 4 })).toMatchObject([
      { kind: 'set-quota', quota: { produceBytesPerSecond: 16_000 } },
    ])
  })
})

describe('To bring access', () => {
  const held: Readonly<Record<Access, readonly Hold[]>> = {
    full: [],
    'read-only': [{ kind: 'storage', since: 0 }],
    none: [{ kind: 'operator', since: 0 }],
  }

  it.each([
    ['full', 'none', ['revoke-access all']],
    ['full', 'read-only', ['revoke-access write']],
    ['read-only', 'none', ['revoke-access all']],
    ['read-only', 'full', ['grant-access']],
    ['none', 'read-only', ['grant-access']],
    ['none', 'full', ['grant-access']],
    ['unknown', 'none', ['revoke-access all']],
    ['unknown', 'read-only', ['revoke-access write', 'grant-access']],
    ['unknown', 'full', ['grant-access']],
    ['none', 'none', []],
  ] as const)('from %s to %s takes %j', (access, wanted, steps) => {
    const changes = plan(tenantOf([active({ access })], { holds: held[wanted] }), CELL)
    const words = changes.map((change) =>
      change.kind === 'revoke-access'
        ? `revoke-access ${change.filter.operation ?? 'all'}`
        : change.kind,
    )
    expect(words).toEqual(steps)
  })
})
