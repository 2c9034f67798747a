import type { QuotaShare } from '../../core/credential/credential.ts'
import { type FoundTopic, usernameIn } from '../../core/reconcile/drift/inventory.ts'
import type { AdminRequests } from './admin-requests.ts'
import { readInventory } from './read-inventory.ts'

/** In the words of `AccessBinding` where it has one; what Headgate never grants shows up as Kafka's number. */
interface FoundBinding {
  readonly username: string
  readonly resource: string
  readonly pattern: string
  readonly name: string
  readonly operation: string
}

/** Everything on a cluster that Headgate could have put there. */
export interface ClusterContents {
  readonly topics: readonly Omit<FoundTopic, 'otherSettings'>[]
  readonly users: readonly string[]
  readonly access: readonly FoundBinding[]
  readonly quotas: readonly { readonly username: string; readonly quota: QuotaShare }[]
}

/** What is really there, sorted, in the fewest words. Right after a change it may lag. */
export async function inspectCluster(admin: {
  readonly requests: AdminRequests
}): Promise<ClusterContents> {
  const { topics, users, access, quotas } = await readInventory(admin.requests)
  const bindings = access.map((each) => {
    const { resource, pattern, name, operation } = each
    return { username: usernameIn(each), resource, pattern, name, operation }
  })
  return {
    topics: sortedBy(
      topics.map(({ otherSettings: _, ...topic }) => topic),
      ({ kafkaName }) => kafkaName,
    ),
    users: users.toSorted(),
    access: sortedBy(bindings, (each) => JSON.stringify(each)),
    quotas: sortedBy(
      quotas.map(({ username, quota }) => ({ username, quota })),
      ({ username }) => username,
    ),
  }
}

function sortedBy<T>(items: readonly T[], keyOf: (item: T) => string): T[] {
  return items.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
}
