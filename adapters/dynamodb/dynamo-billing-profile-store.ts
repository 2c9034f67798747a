import { emptyProfile } from '../../core/invoice/billing-profile.ts'
import { documentOf } from '../../core/invoice/invoice-document.ts'
import type { BillingProfileStore } from '../../core/invoice/invoice-ports.ts'
import { billingProfileSchema } from './billing-records.ts'
import { versionBefore } from './conditions.ts'
import type { DynamoTable } from './dynamo-table.ts'
import { auditWrites } from './dynamo-audit-store.ts'
import { getItem, itemOf, readItem } from './items.ts'
import { billingProfileKey } from './keys.ts'
import { changedMeanwhile } from './store-errors.ts'
import { transactDurably } from './transact.ts'

export function dynamoBillingProfileStore(table: DynamoTable): BillingProfileStore {
  return {
    async get(accountId) {
      const item = await getItem(table, billingProfileKey(accountId))
      return item === undefined ? emptyProfile(accountId) : readItem(billingProfileSchema, item)
    },

    async put(profile, auditEvents) {
      const { accountId, version } = profile
      const Item = itemOf(billingProfileKey(accountId), documentOf(profile), { version })
      const put = { Item, ...versionBefore(version) }
      const writes = [{ put, refusal: changedMeanwhile }, ...auditEvents.flatMap(auditWrites)]
      await transactDurably(table, writes, billingProfileKey(accountId))
    },
  }
}
