import type { AccessBinding, ItemResult } from '../../core/cluster/cluster-ports.ts'
import type { QuotaShare } from '../../core/credential/credential.ts'
import { ServiceError } from '../../core/kernel/service-error.ts'
import type { ClusterCaretaker } from '../../core/reconcile/drift/drift-ports.ts'
import type { FoundAccess, FoundQuota } from '../../core/reconcile/drift/inventory.ts'
import { GroupTally } from '../../core/reconcile/drift/group-tally.ts'
import type { MemoryCluster } from './memory-cluster.ts'
import { DONE } from './memory-cluster-rules.ts'
import type { MemoryGroup } from './memory-tenant-sessions.ts'

const HAS_MEMBERS: ItemResult = { ok: false, retryable: true, reason: 'The group has members.' }

const KEYS: readonly (keyof QuotaShare)[] = [
  'produceBytesPerSecond',
  'consumeBytesPerSecond',
  'requestPercentage',
]

/** Looks after a `MemoryCluster`; `bytes` are those of topics that hold any, `groups` what clients left there. */
export function memoryClusterCaretaker(
  cluster: MemoryCluster,
  bytes: ReadonlyMap<string, number> = new Map(),
  groups: Map<string, Pick<MemoryGroup, 'members'>> = new Map(),
): ClusterCaretaker {
  const each = async <T>(items: readonly T[], take: (item: T) => void): Promise<ItemResult[]> => {
    refuseIfDown(cluster)
    return items.map((item) => {
      take(item)
      return DONE
    })
  }
  return {
    async look() {
      refuseIfDown(cluster)
      return {
        topics: [...cluster.topics.values()].map((topic) => ({ ...topic, otherSettings: [] })),
        users: [...cluster.users.keys()],
        access: [...cluster.access.values()].map(foundAccess),
        quotas: [...cluster.quotas].map(foundQuota),
      }
    },
    async topicBytes() {
      refuseIfDown(cluster)
      return new Map([...cluster.topics.keys()].map((name) => [name, bytes.get(name) ?? 0]))
    },
    takeAccess: (access) =>
      each(access, (wanted) => {
        for (const [key, binding] of cluster.access)
          if (JSON.stringify(foundAccess(binding)) === JSON.stringify(wanted))
            cluster.access.delete(key)
      }),
    takeQuotas: (removals) => each(removals, ({ username }) => cluster.quotas.delete(username)),
    takeUsers: (usernames) => each(usernames, (username) => cluster.users.delete(username)),
    resetSettings: (removals) => each(removals, () => {}),
    deleteTopics: (kafkaNames) => each(kafkaNames, (name) => cluster.topics.delete(name)),
    async groups() {
      refuseIfDown(cluster)
      const tally = new GroupTally()
      for (const [name, { members }] of groups) tally.add(name, members.length > 0)
      return tally.found(true)
    },
    async deleteGroups(kafkaNames) {
      refuseIfDown(cluster)
      return kafkaNames.map((name) => {
        if ((groups.get(name)?.members.length ?? 0) > 0) return HAS_MEMBERS
        groups.delete(name)
        return DONE
      })
    },
  }
}

function foundAccess({ username, resource, pattern, name, operation }: AccessBinding): FoundAccess {
  const principal = `User:${username}`
  return { principal, host: '*', permission: 'allow', resource, pattern, name, operation }
}

function foundQuota([username, quota]: readonly [string, QuotaShare]): FoundQuota {
  return { username, client: null, quota: { ...quota }, keys: KEYS, others: [] }
}

function refuseIfDown({ down }: MemoryCluster): void {
  if (down) throw new ServiceError('unavailable', 'The Kafka cluster cannot be reached.')
}
