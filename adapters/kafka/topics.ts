import {
  createPartitionsV3,
  createTopicsV7,
  deleteTopicsV6,
  incrementalAlterConfigsV1,
} from '@platformatic/kafka'
import type {
  ItemResult,
  NewTopic,
  TopicConfig,
  TopicSize,
} from '../../core/cluster/cluster-ports.ts'
import type { AdminRequests } from './admin-requests.ts'
import { lastByKey } from './bounded.ts'
import {
  INVALID_PARTITIONS,
  TOPIC_ALREADY_EXISTS,
  UNKNOWN_TOPIC_OR_PARTITION,
} from './error-codes.ts'
import { resultsInOrder } from './errors.ts'
import { packPartitions } from './partition-limit.ts'

const TOPIC_RESOURCE = 2
const SET = 0

/** The settings that are set on every topic of ours. */
export const OWN_SETTINGS: readonly string[] = settingsOf({
  kafkaName: '',
  retentionMs: 0,
  cleanupPolicy: 'delete',
}).map(({ name }) => name)

/** The broker gives up a little before we do, so that it is the one to say what it did not finish. */
const brokerTimeoutMs = (requests: AdminRequests): number =>
  Math.ceil(requests.requestTimeoutMs * 0.8)

/** Creates them with their settings; one that exists is left as it is and counts as done. */
export async function createTopics(
  requests: AdminRequests,
  topics: readonly NewTopic[],
): Promise<ItemResult[]> {
  const codes = new Map<string, number>()
  for (const batch of packPartitions([...lastByKey(topics, nameOf).values()])) {
    const wanted = batch.map((topic) => ({
      name: topic.kafkaName,
      numPartitions: topic.partitions,
      replicationFactor: topic.replicationFactor,
      assignments: [],
      configs: settingsOf(topic),
    }))
    const answer = await requests.ask(createTopicsV7.api, wanted, brokerTimeoutMs(requests), false)
    for (const { name, errorCode } of answer.topics) codes.set(name, errorCode)
  }
  return resultsInOrder(topics.map(nameOf), codes, [TOPIC_ALREADY_EXISTS])
}

/**
 * Kafka says INVALID_PARTITIONS to a growth for one reason only: the topic has as many or more
 * (org.apache.kafka.controller.ReplicationControlManager.createPartitions).
 */
export async function growTopics(
  requests: AdminRequests,
  topics: readonly TopicSize[],
): Promise<ItemResult[]> {
  const codes = new Map<string, number>()
  for (const batch of packPartitions([...lastByKey(topics, nameOf).values()])) {
    const wanted = batch.map(({ kafkaName, partitions }) => ({
      name: kafkaName,
      count: partitions,
      assignments: null,
    }))
    const answer = await requests.ask(
      createPartitionsV3.api,
      wanted,
      brokerTimeoutMs(requests),
      false,
    )
    for (const { name, errorCode } of answer.results) codes.set(name, errorCode)
  }
  return resultsInOrder(topics.map(nameOf), codes, [INVALID_PARTITIONS])
}

/** Sets retention and clean-up policy; other settings stay as they are. */
export async function configureTopics(
  requests: AdminRequests,
  topics: readonly TopicConfig[],
): Promise<ItemResult[]> {
  const wanted = [...lastByKey(topics, nameOf).values()].map((topic) => ({
    resourceType: TOPIC_RESOURCE,
    resourceName: topic.kafkaName,
    configs: settingsOf(topic).map((setting) => ({ ...setting, configOperation: SET }) as const),
  })) satisfies Parameters<typeof incrementalAlterConfigsV1.createRequest>[0]
  const answer = await requests.ask(incrementalAlterConfigsV1.api, wanted, false)
  const codes = new Map(answer.responses.map((each) => [each.resourceName, each.errorCode]))
  return resultsInOrder(topics.map(nameOf), codes)
}

/** Deletes them with their records; one that is gone counts as done. */
export async function deleteTopics(
  requests: AdminRequests,
  kafkaNames: readonly string[],
): Promise<ItemResult[]> {
  const wanted = [...new Set(kafkaNames)].map((name) => ({ name }))
  const answer = await requests.ask(deleteTopicsV6.api, wanted, brokerTimeoutMs(requests))
  const codes = new Map(answer.responses.map(({ name, errorCode }) => [name ?? '', errorCode]))
  return resultsInOrder(kafkaNames, codes, [UNKNOWN_TOPIC_OR_PARTITION])
}

function settingsOf(topic: TopicConfig): { name: string; value: string }[] {
  return [
    { name: 'retention.ms', value: String(topic.retentionMs) },
    { name: 'cleanup.policy', value: topic.cleanupPolicy },
  ]
}

function nameOf(topic: { readonly kafkaName: string }): string {
  return topic.kafkaName
}
