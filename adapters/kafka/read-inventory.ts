import {
  describeAclsV3,
  describeClientQuotasV1,
  describeConfigsV4,
  describeUserScramCredentialsV0,
  metadataV12,
} from '@platformatic/kafka'
import type { QuotaShare } from '../../core/credential/credential.ts'
import type {
  FoundAccess,
  FoundQuota,
  FoundTopic,
  Inventory,
} from '../../core/reconcile/drift/inventory.ts'
import { ServiceError } from '../../core/kernel/service-error.ts'
import { ANY, OPERATION, PATTERN, PERMISSION, RESOURCE, wordFor } from './access.ts'
import type { AdminRequests } from './admin-requests.ts'
import { chunksOf } from './bounded.ts'
import { resultOf } from './errors.ts'
import { QUOTA_KEYS } from './quotas.ts'
import { OWN_SETTINGS } from './topics.ts'

const TOPIC_RESOURCE = 2
const MATCH_ANY = 2
/** A thousand topics with all their settings make an answer of some two megabytes. */
const TOPICS_A_REQUEST = 1_000
/** The source of a setting that was set on the topic itself (ConfigSource.DYNAMIC_TOPIC_CONFIG). */
const SET_ON_TOPIC = 1

/** All that stands on a cluster, in four requests and one more for each thousand topics. Right after a change it may lag. */
export async function readInventory(requests: AdminRequests): Promise<Inventory> {
  const [topics, users, access, quotas] = await Promise.all([
    readTopics(requests),
    readUsers(requests),
    readAccess(requests),
    readQuotas(requests),
  ])
  return { topics, users, access, quotas }
}

async function readTopics(requests: AdminRequests): Promise<FoundTopic[]> {
  const { topics } = await requests.ask(metadataV12.api, null)
  const own = topics.flatMap(({ name, isInternal, partitions }) =>
    !name || isInternal
      ? []
      : [
          {
            kafkaName: name,
            partitions: partitions.length,
            replicationFactor: partitions[0]?.replicaNodes.length ?? 0,
          },
        ],
  )
  const found: FoundTopic[] = []
  for (const chunk of chunksOf(own, TOPICS_A_REQUEST)) {
    const wanted = chunk.map(({ kafkaName: resourceName }) => ({
      resourceType: TOPIC_RESOURCE,
      resourceName,
      configurationKeys: null,
    })) satisfies Parameters<typeof describeConfigsV4.createRequest>[0]
    const answer = await requests.ask(describeConfigsV4.api, wanted)
    const settings = new Map(answer.results.map((each) => [each.resourceName, each]))
    for (const topic of chunk) found.push(...withSettings(topic, settings.get(topic.kafkaName)))
  }
  return found
}

type Settings = Awaited<ReturnType<typeof describeConfigsV4.api.async>>['results'][number]

/** None for a topic that went away between the two requests. */
function withSettings(
  topic: Pick<FoundTopic, 'kafkaName' | 'partitions' | 'replicationFactor'>,
  settings: Settings | undefined,
): readonly FoundTopic[] {
  if (settings === undefined || !resultOf(settings.errorCode).ok) return []
  const values = new Map(settings.configs.map(({ name, value }) => [name, value ?? '']))
  const set = settings.configs.filter(({ configSource }) => configSource === SET_ON_TOPIC)
  return [
    {
      ...topic,
      retentionMs: Number(values.get('retention.ms')),
      cleanupPolicy: values.get('cleanup.policy') ?? '',
      otherSettings: set.map(({ name }) => name).filter((name) => !OWN_SETTINGS.includes(name)),
    },
  ]
}

async function readUsers(requests: AdminRequests): Promise<string[]> {
  const answer = await requests.ask(describeUserScramCredentialsV0.api, null)
  refuseUnlessOk(answer.errorCode)
  return answer.results.map(({ user }) => user)
}

async function readAccess(requests: AdminRequests): Promise<FoundAccess[]> {
  const answer = await requests.ask(describeAclsV3.api, {
    resourceType: ANY,
    resourceName: null,
    resourcePatternType: ANY,
    principal: null,
    host: null,
    operation: ANY,
    permissionType: ANY,
  })
  refuseUnlessOk(answer.errorCode)
  return answer.resources.flatMap((resource) =>
    resource.acls.map(({ principal, host, operation, permissionType }) => ({
      principal,
      host,
      permission: wordFor(PERMISSION, permissionType),
      resource: wordFor(RESOURCE, resource.resourceType),
      pattern: wordFor(PATTERN, resource.resourcePatternType),
      name: resource.resourceName,
      operation: wordFor(OPERATION, operation),
    })),
  )
}

/** Those of users, and of users with a client id; a default for all users is nobody's. */
async function readQuotas(requests: AdminRequests): Promise<FoundQuota[]> {
  const anyUser = [{ entityType: 'user', matchType: MATCH_ANY }] as const
  const answer = await requests.ask(describeClientQuotasV1.api, [...anyUser], false)
  refuseUnlessOk(answer.errorCode)
  return (answer.entries ?? []).flatMap(({ entity, values }): readonly FoundQuota[] => {
    const user = entity.find(({ entityType }) => entityType === 'user')?.entityName
    const client = entity.find(({ entityType }) => entityType === 'client-id')
    if (typeof user !== 'string') return []
    const rates = new Map<string, number>(values.map(({ key, value }) => [key, value]))
    const keys = [...rates.keys()]
    const own: readonly string[] = Object.values(QUOTA_KEYS)
    return [
      {
        username: user,
        client: client === undefined ? null : { id: client.entityName ?? null },
        quota: shareOf(rates),
        keys,
        others: keys.filter((key) => !own.includes(key)),
      },
    ]
  })
}

function shareOf(rates: ReadonlyMap<string, number>): QuotaShare {
  const rateOf = (share: keyof QuotaShare): number => rates.get(QUOTA_KEYS[share]) ?? 0
  return {
    produceBytesPerSecond: rateOf('produceBytesPerSecond'),
    consumeBytesPerSecond: rateOf('consumeBytesPerSecond'),
    requestPercentage: rateOf('requestPercentage'),
  }
}

/** Half a look would show everything else as missing. */
function refuseUnlessOk(code: number): void {
  const result = resultOf(code)
  if (!result.ok) throw new ServiceError('unavailable', result.reason)
}
