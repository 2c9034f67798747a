import { describe, expect, it } from '@jest/globals'
import type { PublicKey } from '../../core/account/identity-ports.ts'
import type { OpenStores } from './stores-under-test.ts'

/** What every `SessionKeyStore` does. */
export function describeSessionKeyStoreContract(store: string, open: OpenStores): void {
  describe(`the store of session keys (${store})`, () => {
    it('has none at first, and then the set that was put last', async () => {
      const { sessionKeys } = await open()
      const key: PublicKey = { kty: 'RSA', use: 'sig', alg: 'RS256', kid: 'a', n: 'n', e: 'AQAB' }
      expect(await sessionKeys.get()).toBeUndefined()
      await sessionKeys.put({ keys: [key] })
      const keys = [{ ...key, kid: 'b' }, key]
      await sessionKeys.put({ keys })
      expect(await sessionKeys.get()).toEqual({ keys })
    })
  })
}
