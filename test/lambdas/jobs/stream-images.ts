import { marshall } from '@aws-sdk/util-dynamodb'
import type { DynamoDBRecord } from 'aws-lambda'
import { tenantItem } from '../../../adapters/dynamodb/tenant-item.ts'
import type { Tenant } from '../../../core/tenant/tenant.ts'

/** What the table's stream says of a tenant that was written, made from the very item that is stored. */
export function recordOf(tenant: Tenant, place = 1): DynamoDBRecord {
  return {
    eventName: 'MODIFY',
    dynamodb: {
      SequenceNumber: String(place),
      NewImage: marshall(tenantItem(tenant)) as NonNullable<
        NonNullable<DynamoDBRecord['dynamodb']>['NewImage']
      >,
    },
  }
}
