import {
  describeAclsV3,
  describeClientQuotasV1,
  describeConfigsV4,
  describeUserScramCredentialsV0,
  metadataV12,
} from '@platformatic/kafka'
import type { QuotaShare } from '../../core/credential/credential.ts'
import { ANY, OPERATION, PATTERN, RESOURCE } from './access.ts'
import type { AdminRequests } from './admin-requests.ts'
import { chunksOf } from './bounded.ts'
import { resultOf } from './errors.ts'
import { QUOTA_KEYS } from './quotas.ts'

export interface FoundTopic {
  readonly kafkaName: string
  readonly partitions: number
  readonly replicationFactor: number
  readonly retentionMs: number
  readonly cleanupPolicy: string
}

/** In the words of `AccessBinding` where it has one; what Headgate never grants shows up as Kafka's number. */
export interface FoundAccess {
  readonly username: string
  readonly resource: string
  readonly pattern: string
  readonly name: string
  readonly operation: string
}

export interface FoundQuota {
  readonly username: string
  readonly quota: QuotaShare
}

/** Everything on a cluster that Headgate could have put there. */
export interface ClusterContents {
  readonly topics: readonly FoundTopic[]
  readonly users: readonly string[]
  readonly access: readonly FoundAccess[]
  readonly quotas: readonly FoundQuota[]
}

const TOPIC_RESOURCE = 2
const MATCH_ANY = 2
const SETTINGS_PER_REQUEST = 1_000

/** Reads what is really there, sorted; Kafka's own topics are left out. Right after a change it may lag. */
export async function inspectCluster(admin: {
  readonly requests: AdminRequests
}): Promise<ClusterContents> {
  const { requests } = admin
  const [topics, users, access, quotas] = await Promise.all([
    listTopics(requests),
    listUsers(requests),
    listAcls(requests),
    listQuotas(requests),
  ])
  return { topics, users, access, quotas }
}

async function listTopics(requests: AdminRequests): Promise<FoundTopic[]> {
  const { topics } = await requests.ask(metadataV12.api, null)
  const own = topics.filter(({ name, isInternal }) => !isInternal && name !== null)
  const settings = await readSettings(
    requests,
    own.map(({ name }) => name ?? ''),
  )
  const found = own.map(({ name, partitions }) => ({
    kafkaName: name ?? '',
    partitions: partitions.length,
    replicationFactor: partitions[0]?.replicaNodes.length ?? 0,
    retentionMs: Number(settings.get(`${name} retention.ms`)),
    cleanupPolicy: settings.get(`${name} cleanup.policy`) ?? '',
  }))
  return sortedBy(found, ({ kafkaName }) => kafkaName)
}

async function readSettings(
  requests: AdminRequests,
  names: readonly string[],
): Promise<Map<string, string>> {
  const settings = new Map<string, string>()
  for (const chunk of chunksOf(names, SETTINGS_PER_REQUEST)) {
    const wanted = chunk.map((resourceName) => ({
      resourceType: TOPIC_RESOURCE,
      resourceName,
      configurationKeys: ['retention.ms', 'cleanup.policy'],
    })) satisfies Parameters<typeof describeConfigsV4.createRequest>[0]
    const answer = await requests.ask(describeConfigsV4.api, wanted)
    for (const { resourceName, configs } of answer.results) {
      for (const { name, value } of configs) settings.set(`${resourceName} ${name}`, value ?? '')
    }
  }
  return settings
}

async function listUsers(requests: AdminRequests): Promise<string[]> {
  const answer = await requests.ask(describeUserScramCredentialsV0.api, null)
  resultOf(answer.errorCode)
  return answer.results.map(({ user }) => user).sort()
}

async function listAcls(requests: AdminRequests): Promise<FoundAccess[]> {
  const answer = await requests.ask(describeAclsV3.api, {
    resourceType: ANY,
    resourceName: null,
    resourcePatternType: ANY,
    principal: null,
    host: null,
    operation: ANY,
    permissionType: ANY,
  })
  resultOf(answer.errorCode)
  const found = answer.resources.flatMap((resource) =>
    resource.acls.map(({ principal, operation }) => ({
      username: principal.replace(/^User:/, ''),
      resource: wordFor(RESOURCE, resource.resourceType),
      pattern: wordFor(PATTERN, resource.resourcePatternType),
      name: resource.resourceName,
      operation: wordFor(OPERATION, operation),
    })),
  )
  return sortedBy(found, (access) => JSON.stringify(access))
}

async function listQuotas(requests: AdminRequests): Promise<FoundQuota[]> {
  const anyUser = [{ entityType: 'user', matchType: MATCH_ANY }] as const
  const answer = await requests.ask(describeClientQuotasV1.api, [...anyUser], true)
  resultOf(answer.errorCode)
  const found = (answer.entries ?? []).map(({ entity, values }) => {
    const rates = new Map<string, number>(values.map(({ key, value }) => [key, value]))
    const rateOf = (share: keyof QuotaShare): number => rates.get(QUOTA_KEYS[share]) ?? 0
    return {
      username: entity[0]?.entityName ?? '',
      quota: {
        produceBytesPerSecond: rateOf('produceBytesPerSecond'),
        consumeBytesPerSecond: rateOf('consumeBytesPerSecond'),
        requestPercentage: rateOf('requestPercentage'),
      },
    }
  })
  return sortedBy(found, ({ username }) => username)
}

function wordFor(words: Readonly<Record<string, number>>, number: number): string {
  const found = Object.entries(words).find(([, value]) => value === number)
  return found?.[0] ?? String(number)
}

function sortedBy<T>(items: readonly T[], keyOf: (item: T) => string): T[] {
  return items.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
}
