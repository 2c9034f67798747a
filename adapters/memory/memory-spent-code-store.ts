import type { SpentCode, SpentCodeStore } from '../../core/account/spent-code-ports.ts'
import { copy, copyOf, requireVersionBefore } from './memory-database.ts'

export function memorySpentCodeStore(): SpentCodeStore {
  const codes = new Map<string, SpentCode>()
  return {
    get: async (email) => copyOf(codes.get(email)),

    async put(code) {
      requireVersionBefore(codes.get(code.email), code.version)
      codes.set(code.email, copy(code))
    },

    async remove(email) {
      codes.delete(email)
    },
  }
}
