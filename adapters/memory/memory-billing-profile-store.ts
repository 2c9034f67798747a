import { type BillingProfile, emptyProfile } from '../../core/invoice/billing-profile.ts'
import type { BillingProfileStore } from '../../core/invoice/invoice-ports.ts'
import { keepEvent } from './memory-answer-store.ts'
import { copy, type MemoryDatabase, requireVersionBefore } from './memory-database.ts'

export function memoryBillingProfileStore(database: MemoryDatabase): BillingProfileStore {
  const profiles = new Map<string, BillingProfile>()
  return {
    get: async (accountId) => copy(profiles.get(accountId) ?? emptyProfile(accountId)),
    async put(profile, events) {
      requireVersionBefore(profiles.get(profile.accountId), profile.version)
      for (const event of events) keepEvent(database, event)
      profiles.set(profile.accountId, copy(profile))
    },
  }
}
