import type { SecureContext } from 'node:tls'
import {
  Connection,
  findErrorBy,
  GenericError,
  MultipleErrors,
  type SASLCustomAuthenticator,
  saslScramSha,
} from '@platformatic/kafka'
import type { UserSecret } from '../../core/cluster/cluster-ports.ts'
import { type BrokerAddress, discard } from './admin-connection.ts'
import { SASL_AUTHENTICATION_FAILED } from './error-codes.ts'
import type { SaltPassword } from './salted-passwords.ts'

/** `unreachable`: there was no connection, or no answer on it, so nothing is known about the password. */
export type LogIn = 'let-in' | 'refused' | 'unreachable'

export interface LogInMeans {
  readonly secureContext: SecureContext
  readonly saltPassword: SaltPassword
}

const LOG_IN_TIMEOUT_MS = 5_000

/** Logs in once at one broker over TLS with SCRAM-SHA-512, and hangs up. */
export async function tryLogIn(
  broker: BrokerAddress,
  user: UserSecret,
  means: LogInMeans,
): Promise<LogIn> {
  const connection = connectionAs(user, means)
  try {
    await connection.connect(broker.host, broker.port)
    return 'let-in'
  } catch (error) {
    return saysRefused(error) ? 'refused' : 'unreachable'
  } finally {
    await discard(connection)
  }
}

/** Not connected yet; whoever connects it hangs up. */
export function connectionAs(
  user: UserSecret,
  { secureContext, saltPassword }: LogInMeans,
): Connection {
  const connection = new Connection('headgate-log-in', {
    connectTimeout: LOG_IN_TIMEOUT_MS,
    requestTimeout: LOG_IN_TIMEOUT_MS,
    tls: { secureContext },
    sasl: { mechanism: 'SCRAM-SHA-512', authenticate: scramOf(user, saltPassword) },
  })
  // Without a listener an error of an idle connection would end the process.
  connection.on('error', () => {})
  return connection
}

/** The library's own exchange, but for the costly step that may have been done before. */
export function scramOf(user: UserSecret, saltPassword: SaltPassword): SASLCustomAuthenticator {
  const crypto = {
    ...saslScramSha.defaultCrypto,
    hi: (_: unknown, password: string, salt: Buffer, iterations: number) =>
      saltPassword(password, salt, iterations),
  }
  return (_mechanism, connection, authenticate, _username, _password, _token, callback) =>
    saslScramSha.authenticate(
      authenticate,
      connection,
      'SHA-512',
      user.username,
      user.password,
      crypto,
      callback,
    )
}

/** The library wraps the broker's "no" in several errors, and a lost connection in the same ones. */
function saysRefused(error: unknown): boolean {
  if (!(error instanceof GenericError || error instanceof MultipleErrors)) return false
  if (findErrorBy(error, 'apiCode', SASL_AUTHENTICATION_FAILED) !== null) return true
  return saysRefused(error.cause)
}
