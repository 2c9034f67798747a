import { describe, expect, it } from '@jest/globals'
import { tenantItem, tenantOf } from '../../../adapters/dynamodb/tenant-item.ts'
import { PLANS } from '../../../core/plan/plan.ts'
import { aTenant } from '../../contracts/store-fixtures.ts'
import { largestTenant } from './largest-tenant.ts'

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html: names and values, in UTF-8. */
const ITEM_MAX_BYTES = 400 * 1_024

/** A number takes a byte for every two digits and one more; 21 is the most that there is. */
function bytesOf(value: unknown): number {
  if (value instanceof Uint8Array) return value.length
  if (typeof value === 'string') return Buffer.byteLength(value)
  if (typeof value === 'number') return 21
  throw new Error(`A ${typeof value} has no size here.`)
}

function storedBytes(item: Record<string, unknown>): number {
  const sizes = Object.entries(item).map(
    ([name, value]) => Buffer.byteLength(name) + bytesOf(value),
  )
  return sizes.reduce((sum, size) => sum + size, 0)
}

describe('a tenant as it is stored', () => {
  it.each(PLANS.map((plan) => [plan.id, plan] as const))(
    'fits into one item at its largest, on %s, and comes back as it was',
    (_, plan) => {
      const tenant = largestTenant(plan)
      expect(Object.keys(tenant.topics).length).toBeGreaterThanOrEqual(plan.limits.topics)
      const item = tenantItem(tenant)
      expect(storedBytes(item)).toBeLessThan(ITEM_MAX_BYTES)
      expect(tenantOf(item)).toEqual(tenant)
    },
  )

  it('costs one unit to write while it is new', () => {
    expect(storedBytes(tenantItem(aTenant()))).toBeLessThan(1_024)
  })

  it.each([
    ['of another version', { v: 2 }],
    ['without a version', { v: undefined }],
    ['whose document is no document', { data: new Uint8Array([1, 2, 3]) }],
    ['without a document', { data: undefined }],
  ])('is refused as `internal` %s, and shows nothing of itself', (_, broken) => {
    const item = { ...tenantItem(aTenant({ name: 'private' })), ...broken }
    expect(() => tenantOf(item)).toThrow(expect.objectContaining({ code: 'internal' }))
    expect(() => tenantOf(item)).not.toThrow(/private/)
  })

  it('is refused as `internal` when it has a field that would be lost', () => {
    const item = tenantItem({ ...aTenant(), ...{ surprise: 1 } })
    expect(() => tenantOf(item)).toThrow(expect.objectContaining({ code: 'internal' }))
  })
})
