import type { PublicKeySet, SessionKeyStore } from '../../core/account/identity-ports.ts'
import { copy, copyOf } from './memory-database.ts'

export function memorySessionKeyStore(): SessionKeyStore {
  let kept: PublicKeySet | undefined
  return {
    get: async () => copyOf(kept),

    async put(keys) {
      kept = copy(keys)
    },
  }
}
