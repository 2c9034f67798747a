import type { RevenuePart } from '../../core/invoice/revenue.ts'
import type { RevenueStore } from '../../core/invoice/revenue-ports.ts'
import { copy, pairKey } from './memory-database.ts'

export function memoryRevenueStore(): RevenueStore {
  const parts = new Map<string, RevenuePart>()
  return {
    async put(part) {
      parts.set(pairKey(part.period, String(part.shard)), copy(part))
    },
    parts: async (period) => copy([...parts.values()].filter((part) => part.period === period)),
  }
}
