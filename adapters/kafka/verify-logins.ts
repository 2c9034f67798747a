import { createSecureContext } from 'node:tls'
import type { ItemResult, UserSecret } from '../../core/cluster/cluster-ports.ts'
import type { BrokerAddress } from './admin-connection.ts'
import { mapBounded } from './bounded.ts'
import { unavailable } from './errors.ts'
import { type LogIn, tryLogIn } from './log-in.ts'

/** A TLS handshake costs both sides milliseconds of processor: more at once would slow the tenants down. */
const LOG_INS_AT_ONCE = 8

/** Logs in as each user at each of the brokers; done only where all of them let it in. */
export function logInVerifier(
  tenantBrokers: () => Promise<readonly BrokerAddress[]> | readonly BrokerAddress[],
  caPem: string | null,
): (users: readonly UserSecret[]) => Promise<ItemResult[]> {
  const secureContext = createSecureContext(caPem === null ? {} : { ca: caPem })
  return async (users) => {
    const brokers = await tenantBrokers()
    // With no broker to ask, "all of them" would be true of anybody.
    if (brokers.length === 0) throw unavailable()
    const logIns = users.flatMap((user) => brokers.map((broker) => ({ user, broker })))
    const seen = await mapBounded(logIns, LOG_INS_AT_ONCE, ({ broker, user }) =>
      tryLogIn(broker, user, secureContext),
    )
    if (seen.length > 0 && seen.every((each) => each === 'unreachable')) throw unavailable()
    return users.map((_, index) =>
      verdict(seen.slice(index * brokers.length, (index + 1) * brokers.length)),
    )
  }
}

function verdict(seen: readonly LogIn[]): ItemResult {
  if (seen.every((each) => each === 'let-in')) return { ok: true }
  const reason = seen.includes('refused')
    ? 'A broker does not let the credential in yet.'
    : 'A broker could not be reached to try the credential.'
  return { ok: false, retryable: true, reason }
}
