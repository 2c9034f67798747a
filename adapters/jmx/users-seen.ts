import { ServiceError } from '../../core/kernel/service-error.ts'
import { scrape } from './scrape.ts'

/** Share of time that a broker spent on a user's requests; Kafka keeps it for users with a quota, which all of ours have. */
const REQUEST_TIME = 'kafka_server_Request_request_time'
const WANTED = new Set([REQUEST_TIME])

/**
 * The users that asked any of the brokers for anything in the last 5 to 12 seconds: so long the sensor stays above zero.
 * A broker that does not answer is left out; `unavailable` when none does.
 */
export async function usersSeen(metricsUrls: readonly string[]): Promise<ReadonlySet<string>> {
  const looks = await Promise.allSettled(metricsUrls.map(usersSeenBy))
  const answers = looks.flatMap((look) => (look.status === 'fulfilled' ? [look.value] : []))
  if (answers.length > 0) return new Set(answers.flat())
  const causes = looks.flatMap((look) => (look.status === 'rejected' ? [look.reason] : []))
  throw new ServiceError('unavailable', 'No broker shows its metrics.', {
    cause: new AggregateError(causes),
  })
}

async function usersSeenBy(url: string): Promise<readonly string[]> {
  const users: string[] = []
  for await (const { labels, value } of scrape({ url, wanted: WANTED })) {
    const user = labels.get('user')
    if (user !== undefined && value > 0) users.push(user)
  }
  return users
}
