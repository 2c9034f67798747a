import type { AttributeValue, DynamoDBRecord } from 'aws-lambda'
import { tenantItem } from '../../../adapters/dynamodb/tenant-item.ts'
import type { Tenant } from '../../../core/tenant/tenant.ts'

/** What the table's stream says of a tenant that was written, made from the very item that is stored. */
export function recordOf(tenant: Tenant, place = 1): DynamoDBRecord {
  const attributes = Object.entries(tenantItem(tenant)).map(([name, value]) => [
    name,
    attributeOf(value),
  ])
  return {
    eventName: 'MODIFY',
    dynamodb: { SequenceNumber: String(place), NewImage: Object.fromEntries(attributes) },
  }
}

/** The packed document is of no interest to whoever reads the stream. */
function attributeOf(value: unknown): AttributeValue {
  if (typeof value === 'number') return { N: String(value) }
  return typeof value === 'string' ? { S: value } : { B: 'AA==' }
}
