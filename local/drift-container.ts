import { setTimeout as delay } from 'node:timers/promises'
import {
  dynamoFindingStore,
  dynamoResidentStore,
} from '../adapters/dynamodb/dynamo-drift-stores.ts'
import type { DynamoTable } from '../adapters/dynamodb/dynamo-table.ts'
import type { KafkaClusterAdmin } from '../adapters/kafka/kafka-cluster-admin.ts'
import { dynamoShareStore } from '../adapters/dynamodb/dynamo-share-store.ts'
import { kafkaClusterCaretaker } from '../adapters/kafka/kafka-cluster-caretaker.ts'
import type { Clock } from '../core/kernel/clock.ts'
import { ServiceError } from '../core/kernel/service-error.ts'
import { movedQuotasOf } from '../core/reconcile/drift/moved-quotas.ts'
import type { ClusterCaretakers } from '../core/reconcile/drift/drift-ports.ts'
import type { ClusterObservers } from '../core/usage/observation-ports.ts'

interface DriftOptions {
  readonly table: DynamoTable
  readonly clock: Clock
  readonly clusterId: string
  readonly admin: KafkaClusterAdmin
  readonly observers: ClusterObservers
}

/** How drift on the one cluster of this machine is found, and where findings are kept. */
export function embeddedDrift({ table, clock, clusterId, admin, observers }: DriftOptions) {
  const caretaker = kafkaClusterCaretaker({
    requests: admin.requests,
    admin,
    topicBytes: async () => await (await observers.of(clusterId)).topicBytes(),
  })
  const caretakers: ClusterCaretakers = {
    of: async (id) => {
      if (id === clusterId) return caretaker
      throw new ServiceError('unavailable', `The cluster ${id} is not one of this machine.`)
    },
  }
  return {
    caretakers,
    findings: dynamoFindingStore(table, clock),
    residents: dynamoResidentStore(table),
    movedQuotas: movedQuotasOf(dynamoShareStore(table)),
    pause: async (ms: number) => await delay(ms, undefined, { ref: false }),
  }
}
