import type { Login, LoginStore, RefreshGrant } from '../../core/account/identity-ports.ts'
import { copy, copyOf, requireVersionBefore } from './memory-database.ts'

export function memoryLoginStore(): LoginStore {
  const logins = new Map<string, Login>()
  const grants = new Map<string, RefreshGrant>()
  return {
    get: async (email) => copyOf(logins.get(email)),

    async put(login) {
      requireVersionBefore(logins.get(login.email), login.version)
      logins.set(login.email, copy(login))
    },

    async remove(email, subject) {
      if (logins.get(email)?.subject === subject) logins.delete(email)
    },

    async putGrant(grant) {
      grants.set(grant.id, copy(grant))
    },

    async takeGrant(id) {
      const grant = grants.get(id)
      grants.delete(id)
      return grant
    },
  }
}
