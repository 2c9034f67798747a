import type { IdentityProvider, PublicKeySet, SessionKeyStore } from './identity-ports.ts'

/**
 * Keeps the provider's public keys where functions find them that cannot reach the provider. Whoever holds a session got
 * it here, so the keys that it is signed under were kept before. Once a process: the provider's keys hardly ever change.
 */
export function keepSessionKeys(
  identity: IdentityProvider,
  published: () => Promise<PublicKeySet>,
  store: SessionKeyStore,
): IdentityProvider {
  let kept: Promise<void> | undefined
  const keep = async (): Promise<void> => {
    kept ??= published().then((keys) => store.put(keys))
    // A session is worth more than its use in every function: the next one tries again.
    await kept.catch(() => {
      kept = undefined
    })
  }
  return {
    ...identity,
    async openSession(email, password) {
      const opened = await identity.openSession(email, password)
      await keep()
      return opened
    },
    async refreshSession(refreshToken) {
      const session = await identity.refreshSession(refreshToken)
      await keep()
      return session
    },
  }
}
