import { describe, expect, it } from '@jest/globals'
import type { Credential } from '../../../core/credential/credential.ts'
import { DAY_MS } from '../../../core/kernel/clock.ts'
import { elapse, nextChangeAt } from '../../../core/reconcile/elapse.ts'
import { CREDENTIAL, SPEC, tenantOf } from '../fixtures/parts.ts'

const topic = { name: 'clicks', spec: SPEC, createdAt: 0, state: 'active', applied: SPEC } as const
const activeOne = { ...CREDENTIAL, state: 'active', activatedAt: 0 } as const
const retiringOne = { ...activeOne, state: 'retiring', retiresAt: 100 } as const

function cleaned(number: number, cleanedAt: number): Credential {
  const id = `crd_${number}`
  return { ...CREDENTIAL, id, number, state: 'revoked', revokedAt: 0, cleanedAt }
}

const states = (tenant: ReturnType<typeof tenantOf>) =>
  Object.values(tenant.credentials).map(({ state }) => state)

describe('Time', () => {
  it('ends a grace at its last moment, not before', () => {
    const tenant = tenantOf([retiringOne])
    expect([states(elapse(tenant, 99)), states(elapse(tenant, 100))]).toEqual([
      ['retiring'],
      ['revoked'],
    ])
    expect(nextChangeAt(tenant)).toBe(100)
  })

  it('suspects a credential whose grace ended of having everything on the cluster', () => {
    expect(elapse(tenantOf([retiringOne]), 100).credentials.crd_1?.applied).toMatchObject({
      user: true,
      access: 'full',
    })
  })

  it('forgets a revoked credential a day after it was cleaned away', () => {
    const tenant = tenantOf([cleaned(1, 50)])
    expect(nextChangeAt(tenant)).toBe(50 + DAY_MS)
    expect(states(elapse(tenant, 49 + DAY_MS))).toEqual(['revoked'])
    expect(states(elapse(tenant, 50 + DAY_MS))).toEqual([])
  })

  it('keeps the newest twenty of many revoked ones, and all that are not clean yet', () => {
    const many = Array.from({ length: 30 }, (_, n) => cleaned(n + 1, n))
    const dirty = { ...cleaned(99, 0), state: 'revoked', revokedAt: 0, cleanedAt: null } as const
    const left = Object.values(elapse(tenantOf([...many, dirty]), 100).credentials)
    expect(left.map(({ number }) => number)).toEqual([
      ...Array.from({ length: 20 }, (_, n) => n + 11),
      99,
    ])
  })

  it('purges a deleted tenant when its grace is over and not before', () => {
    const holds = [{ kind: 'deletion', since: 0, until: 100 } as const]
    const tenant = tenantOf([topic, activeOne], { holds })
    expect(nextChangeAt(tenant)).toBe(100)
    expect(elapse(tenant, 99).topics.clicks?.state).toBe('active')
    const purged = elapse(tenant, 100)
    expect([purged.topics.clicks?.state, states(purged)]).toEqual(['deleting', ['revoked']])
  })

  it('lifts a rate hold at its end, and suspects that the permission to write is still away', () => {
    const holds = [
      { kind: 'rate', since: 0, until: 100 } as const,
      { kind: 'storage', since: 0 } as const,
    ]
    const tenant = tenantOf([activeOne], { holds: holds.slice(0, 1) })
    expect(nextChangeAt(tenant)).toBe(100)
    expect(elapse(tenant, 99)).toEqual(tenant)
    const lifted = elapse(tenant, 100)
    expect([lifted.holds, nextChangeAt(lifted)]).toEqual([[], null])
    expect(lifted.credentials.crd_1?.applied.access).toBe('unknown')
    expect(elapse(tenantOf([activeOne], { holds }), 100).holds).toEqual(holds.slice(1))
  })

  it('has nothing more to do with a tenant that is gone, nor with one at rest', () => {
    const holds = [{ kind: 'deletion', since: 0, until: 100 } as const]
    expect(nextChangeAt(tenantOf([cleaned(1, 50)], { holds, deletedAt: 100 }))).toBeNull()
    expect(nextChangeAt(tenantOf([topic, activeOne]))).toBeNull()
  })

  it('changes nothing twice', () => {
    const tenant = tenantOf([retiringOne, cleaned(2, 0), topic])
    const once = elapse(tenant, DAY_MS)
    expect(elapse(once, DAY_MS)).toEqual(once)
  })
})
