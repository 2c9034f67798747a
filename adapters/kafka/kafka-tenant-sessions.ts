import { createSecureContext } from 'node:tls'
import { Admin, Producer } from '@platformatic/kafka'
import type { Cluster } from '../../core/cluster/cluster.ts'
import type { UserSecret } from '../../core/cluster/cluster-ports.ts'
import type { TenantSession, TenantSessions } from '../../core/cluster/session-ports.ts'
import { ServiceError } from '../../core/kernel/service-error.ts'
import { brokerRequests } from './broker-requests.ts'
import { scramOf } from './log-in.ts'
import { rememberSaltedPasswords, type SaltPassword } from './salted-passwords.ts'
import { sessionError } from './session-errors.ts'
import { sessionGroups } from './session-groups.ts'
import { sessionRecords } from './session-records.ts'

const REQUEST_TIMEOUT_MS = 5_000
/** Each holds a few connections; more at once would take from the tenants' own. */
const SESSIONS_AT_ONCE = 16

/** Sessions over a cluster's tenants' listener: TLS and SCRAM-SHA-512, as any client of the tenant. */
export function kafkaTenantSessions(): TenantSessions {
  const saltPassword = rememberSaltedPasswords()
  let running = 0
  return {
    async with(cluster, user, work) {
      if (running >= SESSIONS_AT_ONCE)
        throw new ServiceError('unavailable', 'Too many records are being read; try again soon.')
      running += 1
      const opened = openSession(cluster, user, saltPassword)
      try {
        return await work(opened.session)
      } catch (error) {
        throw sessionError(error)
      } finally {
        running -= 1
        await opened.close()
      }
    },
  }
}

function openSession(
  cluster: Cluster,
  user: UserSecret,
  saltPassword: SaltPassword,
): { session: TenantSession; close(): Promise<void> } {
  const ca = cluster.caPem === null ? {} : { ca: cluster.caPem }
  const means = { secureContext: createSecureContext(ca), saltPassword }
  const options = {
    clientId: 'headgate',
    bootstrapBrokers: cluster.bootstrapServers.split(','),
    connectTimeout: REQUEST_TIMEOUT_MS,
    requestTimeout: REQUEST_TIMEOUT_MS,
    timeout: REQUEST_TIMEOUT_MS,
    retries: 1,
    retryDelay: 100,
    tls: { secureContext: means.secureContext },
    sasl: { mechanism: 'SCRAM-SHA-512' as const, authenticate: scramOf(user, saltPassword) },
  }
  const admin = new Admin(options)
  const brokers = brokerRequests(user, means)
  let producer: Producer | undefined
  // A write that is repeated after a lost answer would be there twice.
  const producerOf = () => (producer ??= new Producer({ ...options, retries: 0 }))
  return {
    session: { ...sessionGroups(admin, brokers), ...sessionRecords(admin, brokers, producerOf) },
    close: async () => {
      await Promise.allSettled([admin.close(), producer?.close(), brokers.close()])
    },
  }
}
