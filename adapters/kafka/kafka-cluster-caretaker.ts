import type { ClusterAdmin } from '../../core/cluster/cluster-ports.ts'
import type { ClusterCaretaker } from '../../core/reconcile/drift/drift-ports.ts'
import type { AdminRequests } from './admin-requests.ts'
import { readInventory } from './read-inventory.ts'
import { resetSettings, takeAccess, takeQuotas } from './take-away.ts'

export interface CaretakerParts {
  /** Connections of its own do well: a look at a large cluster takes a second. */
  readonly requests: AdminRequests
  /** Whoever makes the users takes them away. */
  readonly admin: Pick<ClusterAdmin, 'deleteUsers' | 'deleteTopics'>
  readonly topicBytes: ClusterCaretaker['topicBytes']
  readonly groups: Pick<ClusterCaretaker, 'groups' | 'deleteGroups'>
  /** Where users are not the brokers' own (Amazon MSK): their names. */
  readonly usernames?: () => Promise<readonly string[]>
}

/** Looks after any Kafka, as one of its super users. */
export function kafkaClusterCaretaker(parts: CaretakerParts): ClusterCaretaker {
  const { requests, admin, topicBytes, groups, usernames } = parts
  return {
    look: async () => {
      const [inventory, users] = await Promise.all([readInventory(requests), usernames?.()])
      return users === undefined ? inventory : { ...inventory, users }
    },
    topicBytes,
    takeAccess: (access) => takeAccess(requests, access),
    takeQuotas: (removals) => takeQuotas(requests, removals),
    takeUsers: (names) => admin.deleteUsers(names),
    resetSettings: (removals) => resetSettings(requests, removals),
    deleteTopics: (names) => admin.deleteTopics(names),
    groups: () => groups.groups(),
    deleteGroups: (names) => groups.deleteGroups(names),
  }
}
