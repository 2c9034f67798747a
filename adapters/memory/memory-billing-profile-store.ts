import { type BillingProfile, emptyProfile } from '../../core/invoice/billing-profile.ts'
import type { BillingProfileStore } from '../../core/invoice/invoice-ports.ts'
import { copy, requireVersionBefore } from './memory-database.ts'

export function memoryBillingProfileStore(): BillingProfileStore {
  const profiles = new Map<string, BillingProfile>()
  return {
    get: async (accountId) => copy(profiles.get(accountId) ?? emptyProfile(accountId)),
    async put(profile) {
      requireVersionBefore(profiles.get(profile.accountId), profile.version)
      profiles.set(profile.accountId, copy(profile))
    },
  }
}
