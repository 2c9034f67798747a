import { alterUserScramCredentialsV0 } from '@platformatic/kafka'
import type { ItemResult, UserSecret } from '../../core/cluster/cluster-ports.ts'
import type { Randomness } from '../../core/kernel/ids.ts'
import type { AdminRequests } from './admin-requests.ts'
import { lastByKey, mapBounded } from './bounded.ts'
import { RESOURCE_NOT_FOUND } from './error-codes.ts'
import { resultsInOrder } from './errors.ts'
import type { SaltPassword } from './salted-passwords.ts'

const SCRAM_SHA_512 = 2
/** Kafka's least and its default. Our passwords have 256 bits: more rounds would protect nothing and cost each log-in. */
const ITERATIONS = 4_096
const SALT_BYTES = 16
/** Node hashes on four threads; more at once would only wait. */
const HASHES_AT_ONCE = 4

export interface UserMaking {
  readonly randomness: Randomness
  readonly saltPassword: SaltPassword
}

/** Makes the users, or gives those that exist this password; the broker is sent salted hashes only. */
export async function putUsers(
  requests: AdminRequests,
  making: UserMaking,
  users: readonly UserSecret[],
): Promise<ItemResult[]> {
  const distinct = [...lastByKey(users, ({ username }) => username).values()]
  const upserts = await mapBounded(distinct, HASHES_AT_ONCE, (user) => upsertOf(user, making))
  const answer = await requests.ask(alterUserScramCredentialsV0.api, [], upserts)
  const codes = new Map(answer.results.map(({ user, errorCode }) => [user, errorCode]))
  return resultsInOrder(
    users.map(({ username }) => username),
    codes,
  )
}

/** Takes the passwords away, which is all that a user is; one that is gone counts as done. Open connections stay. */
export async function deleteUsers(
  requests: AdminRequests,
  usernames: readonly string[],
): Promise<ItemResult[]> {
  const deletions = [...new Set(usernames)].map((name) => ({ name, mechanism: SCRAM_SHA_512 }))
  const answer = await requests.ask(alterUserScramCredentialsV0.api, deletions, [])
  const codes = new Map(answer.results.map(({ user, errorCode }) => [user, errorCode]))
  return resultsInOrder(usernames, codes, [RESOURCE_NOT_FOUND])
}

async function upsertOf({ username, password }: UserSecret, making: UserMaking) {
  const salt = Buffer.from(making.randomness.bytes(SALT_BYTES))
  return {
    name: username,
    mechanism: SCRAM_SHA_512,
    iterations: ITERATIONS,
    salt,
    saltedPassword: await making.saltPassword(password, salt, ITERATIONS),
  }
}
