import { DAY_MS } from '../kernel/clock.ts'
import { ServiceError } from '../kernel/service-error.ts'

export type PlanId = 'trial' | 'basic-0' | 'basic-1' | 'basic-2' | 'standard-0'

/** What a plan allows. kB = 1,000 bytes, GB = 10^9 bytes; rates are for the whole tenant, over all brokers. */
export interface PlanLimits {
  readonly produceBytesPerSecond: number
  readonly consumeBytesPerSecond: number
  readonly storageBytes: number
  /** Partitions times their replication factor, over all topics. */
  readonly partitionReplicas: number
  readonly topics: number
  readonly credentials: number
  /** Consumer groups of every protocol, with members or without. */
  readonly consumerGroups: number
  readonly retentionMaxMs: number
  /** Share of one broker's request threads, in percent of one thread, as Kafka's `request_percentage`. */
  readonly requestPercentage: number
  /** Of one batch of records, as the brokers take it: compressed, with its header. The same on every plan. */
  readonly maxBatchBytes: number
  /** Topics made, changed and deleted through the API: each is work for the cluster's one controller. */
  readonly topicChangesPerMinute: number
}

export interface Plan {
  readonly id: PlanId
  readonly tenancy: 'shared' | 'dedicated'
  readonly limits: PlanLimits
}

/** Kafka's own default, 1 MiB and a header: what applications that move here are used to. Brokers are told the same. */
export const MAX_BATCH_BYTES = 1_048_588

interface Size {
  produceKb: number
  consumeKb: number
  storageGb: number
  partitionReplicas: number
  topics: number
  credentials: number
  consumerGroups: number
  retentionDays: number
}

function plan(id: PlanId, tenancy: Plan['tenancy'], size: Size): Plan {
  return {
    id,
    tenancy,
    limits: {
      produceBytesPerSecond: size.produceKb * 1_000,
      consumeBytesPerSecond: size.consumeKb * 1_000,
      storageBytes: size.storageGb * 1_000_000_000,
      partitionReplicas: size.partitionReplicas,
      topics: size.topics,
      credentials: size.credentials,
      consumerGroups: size.consumerGroups,
      retentionMaxMs: size.retentionDays * DAY_MS,
      // Half of one thread: a busy tenant slows itself down before it slows its neighbours.
      requestPercentage: tenancy === 'shared' ? 50 : 400,
      maxBatchBytes: MAX_BATCH_BYTES,
      topicChangesPerMinute: tenancy === 'shared' ? 120 : 600,
    },
  }
}

/** The plan table; prices are in the price book. The multi-tenant sizes follow those of the hosts that people leave for us (design.md, "Plans"). */
export const PLANS: readonly Plan[] = [
  plan('trial', 'shared', {
    produceKb: 64,
    consumeKb: 256,
    storageGb: 1,
    partitionReplicas: 24,
    topics: 5,
    credentials: 2,
    consumerGroups: 20,
    retentionDays: 1,
  }),
  plan('basic-0', 'shared', {
    produceKb: 64,
    consumeKb: 256,
    storageGb: 4,
    partitionReplicas: 240,
    topics: 40,
    credentials: 10,
    consumerGroups: 100,
    retentionDays: 7,
  }),
  plan('basic-1', 'shared', {
    produceKb: 512,
    consumeKb: 2_048,
    storageGb: 32,
    partitionReplicas: 480,
    topics: 80,
    credentials: 20,
    consumerGroups: 200,
    retentionDays: 7,
  }),
  plan('basic-2', 'shared', {
    produceKb: 4_096,
    consumeKb: 16_384,
    storageGb: 64,
    partitionReplicas: 960,
    topics: 160,
    credentials: 40,
    consumerGroups: 400,
    retentionDays: 7,
  }),
  // Topics are bounded so that the tenant, kept as one item, stays below the store's 400 KB an item.
  plan('standard-0', 'dedicated', {
    produceKb: 40_960,
    consumeKb: 163_840,
    storageGb: 1_000,
    partitionReplicas: 12_000,
    topics: 1_000,
    credentials: 100,
    consumerGroups: 4_000,
    retentionDays: 14,
  }),
]

export const PLAN_IDS = PLANS.map((each) => each.id)

/** The plan of that id. Throws `internal`: ids are parsed before they get here. */
export function planOf(id: PlanId): Plan {
  const found = PLANS.find((each) => each.id === id)
  if (found === undefined) throw new ServiceError('internal', `The plan table has no ${id}.`)
  return found
}
