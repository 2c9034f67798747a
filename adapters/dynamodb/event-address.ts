import * as z from 'zod'
import type { AuditEvent } from '../../core/audit/audit-event.ts'
import { DAY_MS } from '../../core/kernel/clock.ts'
import { batchGet } from './batch-get.ts'
import type { DynamoTable } from './dynamo-table.ts'
import { expiringAt, itemOf, type RawItem } from './items.ts'
import { EVENT_PREFIX, eventKey, type Key } from './keys.ts'

// Events stay for good and addresses do not, so an address is an item of its own beside its event.

/** As long as it takes to look into an incident, and no longer. */
const KEPT_MS = 90 * DAY_MS

/** In front of an event's order. */
export const ADDRESS_PREFIX = 'ADDRESS#'

const addressSchema = z.object({ sk: z.string(), data: z.string() })

/** None for what nobody sent. */
export function addressItems(event: AuditEvent): readonly RawItem[] {
  const { sourceAddress, at } = event
  if (sourceAddress === null) return []
  return [itemOf(addressKey(event), sourceAddress, expiringAt(at + KEPT_MS))]
}

/** The events with the addresses that are still kept. At most 100. */
export async function withAddresses(
  table: DynamoTable,
  events: readonly AuditEvent[],
): Promise<readonly AuditEvent[]> {
  if (events.length === 0) return events
  const found = await batchGet(table, events.map(addressKey))
  const addresses = new Map(
    found.map((item) => addressSchema.parse(item)).map(({ sk, data }) => [sk, data]),
  )
  return events.map((event) => ({
    ...event,
    sourceAddress: addresses.get(addressKey(event).sk) ?? event.sourceAddress,
  }))
}

function addressKey(event: AuditEvent): Key {
  const { pk, sk } = eventKey(event)
  return { pk, sk: `${ADDRESS_PREFIX}${sk.slice(EVENT_PREFIX.length)}` }
}
