import { describe, expect, it } from '@jest/globals'
import { type Credential, NOTHING_APPLIED } from '../../../../core/credential/credential.ts'
import { credentialSchema, credentialView } from '../../../../lambdas/http/views/credential-view.ts'
import { aTenant } from '../../../contracts/store-fixtures.ts'

const NOW = 1_764_000_000_000
const MINUTE_MS = 60_000
const tenant = aTenant()

const base = {
  id: 'crd_1',
  number: 1,
  role: 'readwrite',
  topics: [],
  createdAt: 0,
  applied: NOTHING_APPLIED,
  activatedAt: 1,
} as const
const active: Credential = { ...base, state: 'active' }
const retiring: Credential = { ...base, state: 'retiring', retiresAt: NOW + 1 }

function seenWith(lastUsedAt: Readonly<Record<string, number>>) {
  return { observation: { tenantId: tenant.id, at: NOW, topicBytes: {}, lastUsedAt }, now: NOW }
}

describe('a credential as the API shows it', () => {
  const usedAgo = (ms: number) => seenWith({ [`${tenant.id}-1`]: NOW - ms })

  it('says when it was last used', () => {
    const view = credentialView(tenant, active, { seen: usedAgo(90 * MINUTE_MS) })
    expect(view.lastUsedAt).toBe(new Date(NOW - 90 * MINUTE_MS).toISOString())
    expect(view).not.toHaveProperty('stillInUse')
    expect(credentialSchema.parse(view)).toEqual(view)
  })

  it('says while it retires whether it was used in the last minute', () => {
    const stillInUse = (ms: number) =>
      credentialView(tenant, retiring, { seen: usedAgo(ms) }).stillInUse
    expect(stillInUse(0)).toBe(true)
    expect(stillInUse(MINUTE_MS - 1)).toBe(true)
    expect(stillInUse(MINUTE_MS)).toBe(false)
  })

  it('that was never seen at work is not in use, and has no time of its last use', () => {
    const other = seenWith({ [`${tenant.id}-11`]: NOW })
    const view = credentialView(tenant, retiring, { seen: other })
    expect(view).toMatchObject({ stillInUse: false })
    expect(view).not.toHaveProperty('lastUsedAt')
  })

  it('says what it waits for, until it works', () => {
    const waitsFor = 'The cluster has as many users as it can hold.'
    const { activatedAt: _, ...fresh } = base
    const view = credentialView(tenant, { ...fresh, waitsFor, state: 'provisioning' })
    expect(view).toMatchObject({ state: 'provisioning', reason: waitsFor })
    expect(credentialSchema.parse(view)).toEqual(view)
    expect(credentialView(tenant, { ...active, waitsFor })).not.toHaveProperty('reason')
  })

  it('says neither where users cannot be watched, however long nothing was seen', () => {
    const observation = { tenantId: tenant.id, at: NOW, topicBytes: {} }
    const view = credentialView(tenant, retiring, { seen: { observation, now: NOW } })
    expect(view).not.toHaveProperty('stillInUse')
    expect(view).not.toHaveProperty('lastUsedAt')
  })

  it('says neither while nothing of the tenant was seen', () => {
    const view = credentialView(tenant, retiring, { seen: { observation: undefined, now: NOW } })
    expect(view).not.toHaveProperty('stillInUse')
    expect(view).not.toHaveProperty('lastUsedAt')
    expect(credentialView(tenant, retiring)).toEqual(view)
  })
})
