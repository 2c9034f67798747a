import { createSecureContext } from 'node:tls'
import { findCoordinatorV4, ResponseError } from '@platformatic/kafka'
import type { UserSecret } from '../../core/cluster/cluster-ports.ts'
import { type BrokerAddress, discard } from './admin-connection.ts'
import { GROUP_AUTHORIZATION_FAILED } from './error-codes.ts'
import { unavailable } from './errors.ts'
import { connectionAs, type LogInMeans } from './log-in.ts'
import { rememberSaltedPasswords } from './salted-passwords.ts'

const GROUP = 0
/**
 * No permission names this group and none names all groups, so that who may ask for it is decided by the cluster's
 * default alone. A topic would not do: the brokers' own permission on all topics hides the default.
 */
const UNCLAIMED_GROUP = 'headgate-unclaimed'

/**
 * True when every broker refuses the user what nobody was permitted (`allow.everyone.if.no.acl.found=false`). Throws
 * `unavailable` when a broker does not let the user in or does not answer, as nothing is known then.
 */
export async function isTurnedAway(
  user: UserSecret,
  brokers: readonly BrokerAddress[],
  tenantCaPem: string | null,
): Promise<boolean> {
  if (brokers.length === 0) throw unavailable()
  const secureContext = createSecureContext(tenantCaPem === null ? {} : { ca: tenantCaPem })
  const means = { secureContext, saltPassword: rememberSaltedPasswords() }
  for (const broker of brokers) {
    if ((await askForGroup(user, broker, means)) !== GROUP_AUTHORIZATION_FAILED) return false
  }
  return true
}

async function askForGroup(
  user: UserSecret,
  broker: BrokerAddress,
  means: LogInMeans,
): Promise<number | undefined> {
  const connection = connectionAs(user, means)
  try {
    await connection.connect(broker.host, broker.port)
    const answer = await findCoordinatorV4.api
      .async(connection, GROUP, [UNCLAIMED_GROUP])
      .catch(answerOf)
    return answer.coordinators[0]?.errorCode
  } catch (error) {
    throw unavailable(error)
  } finally {
    await discard(connection)
  }
}

/** The library throws on an error code; the answer it parsed is there all the same. */
function answerOf(error: unknown): findCoordinatorV4.FindCoordinatorResponse {
  if (error instanceof ResponseError)
    return error.response as findCoordinatorV4.FindCoordinatorResponse
  throw error
}
