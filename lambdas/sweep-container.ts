import { setTimeout as delay } from 'node:timers/promises'
import { dynamoAuditStore } from '../adapters/dynamodb/dynamo-audit-store.ts'
import { dynamoClusterStore } from '../adapters/dynamodb/dynamo-cluster-store.ts'
import {
  dynamoFindingStore,
  dynamoResidentStore,
} from '../adapters/dynamodb/dynamo-drift-stores.ts'
import { dynamoShareStore } from '../adapters/dynamodb/dynamo-share-store.ts'
import { dynamoTenantStore } from '../adapters/dynamodb/dynamo-tenant-store.ts'
import { kafkaClusterCaretaker } from '../adapters/kafka/kafka-cluster-caretaker.ts'
import { listAssociated } from '../adapters/msk/list-associated.ts'
import { MskClusterAdmin, secretNameIn } from '../adapters/msk/msk-cluster-admin.ts'
import { secretNameOf } from '../adapters/secrets-manager/kafka-user-secrets.ts'
import { movedQuotasOf } from '../core/reconcile/drift/moved-quotas.ts'
import type { ClusterCaretaker } from '../core/reconcile/drift/drift-ports.ts'
import {
  clusterIdOf,
  kafkaAdminOf,
  mskClusterOf,
  onlyCell,
  openedOnce,
  topicSizesOf,
} from './cell-container.ts'
import { clock, randomness, tableOf } from './container.ts'
import { readEnvironment, type SweepEnvironment, sweepEnvironment } from './environment.ts'
import type { SweepHandlerDeps } from './jobs/sweep-handler.ts'
import { note, report } from './report.ts'

/** The composition root of the function that sweeps one cell: it reads no password. */
export function sweepContainer(): SweepHandlerDeps {
  const environment = readEnvironment(sweepEnvironment, process.env)
  const table = tableOf(environment)
  const clusterId = clusterIdOf(environment)
  return {
    clusterId,
    tenants: dynamoTenantStore(table, clock),
    clusters: dynamoClusterStore(table, clock),
    audit: dynamoAuditStore(table),
    findings: dynamoFindingStore(table, clock),
    residents: dynamoResidentStore(table),
    movedQuotas: movedQuotasOf(dynamoShareStore(table)),
    caretakers: onlyCell(clusterId, caretakerOf(environment)),
    // The table's stream tells the dispatcher of every tenant that is to be settled again.
    signal: { raise: () => {} },
    pause: async (ms) => await delay(ms),
    clock,
    randomness,
    report,
    note,
  }
}

/** Users of Amazon MSK are its associated secrets: their names are all that is asked for. */
function caretakerOf(environment: SweepEnvironment): () => Promise<ClusterCaretaker> {
  const cluster = mskClusterOf(environment)
  const beginning = secretNameOf(environment.DEPLOYMENT, '')
  return openedOnce(environment, cluster, (servers) => {
    const kafka = kafkaAdminOf(environment, servers)
    return kafkaClusterCaretaker({
      requests: kafka.requests,
      topicBytes: topicSizesOf(environment, servers).topicBytes,
      admin: new MskClusterAdmin({
        cluster,
        kafka,
        secretArnOf: async () => undefined,
        secretNameOf: (username) => secretNameOf(environment.DEPLOYMENT, username),
      }),
      usernames: async () => {
        const names = [...(await listAssociated(cluster))].map(secretNameIn)
        return names.flatMap((name) =>
          name.startsWith(beginning) ? [name.slice(beginning.length)] : [],
        )
      },
    })
  })
}
