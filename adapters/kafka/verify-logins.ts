import { createSecureContext } from 'node:tls'
import type { ItemResult, UserSecret } from '../../core/cluster/cluster-ports.ts'
import type { BrokerAddress } from './admin-connection.ts'
import { mapBounded } from './bounded.ts'
import { unavailable } from './errors.ts'
import { type LogIn, tryLogIn } from './log-in.ts'
import type { SaltPassword } from './salted-passwords.ts'

/** A TLS handshake costs both sides milliseconds of processor: more at once would slow the tenants down. */
const LOG_INS_AT_ONCE = 8

export interface LogInChecking {
  /** The tenants' listener of every broker. */
  tenantBrokers(): Promise<readonly BrokerAddress[]> | readonly BrokerAddress[]
  /** Of the authority behind it; null for a public one. */
  readonly tenantCaPem: string | null
  readonly saltPassword: SaltPassword
}

/** Logs in as each user at each of the brokers; done only where all of them let it in. */
export function logInVerifier(
  checking: LogInChecking,
): (users: readonly UserSecret[]) => Promise<ItemResult[]> {
  const { tenantCaPem: ca, saltPassword } = checking
  // Parsing the authority once, not once a connection.
  const secureContext = createSecureContext(ca === null ? {} : { ca })
  return async (users) => {
    const brokers = await checking.tenantBrokers()
    // With no broker to ask, "all of them" would be true of anybody.
    if (brokers.length === 0) throw unavailable()
    const logIns = users.flatMap((user) => brokers.map((broker) => ({ user, broker })))
    const seen = await mapBounded(logIns, LOG_INS_AT_ONCE, ({ broker, user }) =>
      tryLogIn(broker, user, { secureContext, saltPassword }),
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
