import { describe, expect, it } from '@jest/globals'
import { auditWrites } from '../../../adapters/dynamodb/dynamo-audit-store.ts'
import { DAY_MS } from '../../../core/kernel/clock.ts'
import { anEvent } from '../../contracts/store-fixtures.ts'

describe('The address that an event came from', () => {
  it('lies beside the event, and goes by itself after 90 days', () => {
    const event = anEvent({ at: 1_764_000_000_000, sourceAddress: '192.0.2.7' })
    const items = auditWrites(event).map((write) => ('put' in write ? write.put.Item : {}))
    const [ofEvent, ofAddress] = items
    expect(JSON.stringify(ofEvent)).not.toContain('192.0.2.7')
    expect(ofEvent).not.toHaveProperty('expiresAt')
    expect(ofAddress).toMatchObject({
      data: '192.0.2.7',
      expiresAt: (event.at + 90 * DAY_MS) / 1_000,
    })
  })

  it('is no item at all for what the system did itself', () => {
    expect(auditWrites(anEvent({ sourceAddress: null }))).toHaveLength(1)
  })
})
