import { type Clock, MINUTE_MS } from '../kernel/clock.ts'
import type { ApiToken } from './account.ts'
import type { AccountStore } from './account-ports.ts'

/** "Last used" is right to within this; a busy token costs one write in so long. */
const NOTED_EVERY_MS = 5 * MINUTE_MS
/** Tokens whose use is being written: a burst of requests is one write. */
const underWay = new Set<string>()

/** Nobody waits for it, and nobody is refused when it fails: the next use tries again. */
export function noteTokenUse(
  { accounts, clock }: { readonly accounts: AccountStore; readonly clock: Clock },
  { accountId, id, lastUsedAt = 0 }: ApiToken,
): void {
  const now = clock.now()
  if (now - lastUsedAt < NOTED_EVERY_MS || underWay.has(id)) return
  underWay.add(id)
  accounts
    .noteTokenUse(accountId, id, now)
    .catch(() => {})
    .finally(() => underWay.delete(id))
}
