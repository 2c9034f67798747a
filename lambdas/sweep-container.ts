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
import { openSecretsManager } from '../adapters/secrets-manager/secrets-client.ts'
import { readingSecretsManager } from '../adapters/secrets-manager/secrets-manager-store.ts'
import { movedQuotasOf } from '../core/reconcile/drift/moved-quotas.ts'
import {
  clusterIdOf,
  gateOf,
  groupsOf,
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

/** The composition root of the function that sweeps one cell: it reads one password, that of the cell's canary. */
export function sweepContainer(): SweepHandlerDeps {
  const environment = readEnvironment(sweepEnvironment, process.env)
  const table = tableOf(environment)
  const clusterId = clusterIdOf(environment)
  const parts = partsOf(environment)
  return {
    clusterId,
    tenants: dynamoTenantStore(table, clock),
    clusters: dynamoClusterStore(table),
    audit: dynamoAuditStore(table),
    findings: dynamoFindingStore(table, clock),
    residents: dynamoResidentStore(table),
    movedQuotas: movedQuotasOf(dynamoShareStore(table)),
    caretakers: onlyCell(clusterId, async () => (await parts()).caretaker),
    gates: onlyCell(clusterId, async () => (await parts()).gate),
    canaries: readingSecretsManager({
      client: openSecretsManager(environment.AWS_REGION),
      deployment: environment.DEPLOYMENT,
    }),
    // The table's stream tells the dispatcher of every tenant that is to be settled again.
    signal: { raise: () => {} },
    pause: async (ms) => await delay(ms),
    clock,
    randomness,
    report,
    note,
  }
}

/** Users of Amazon MSK are its associated secrets: their names are all that a look asks for. */
function partsOf(environment: SweepEnvironment) {
  const cluster = mskClusterOf(environment)
  const beginning = secretNameOf(environment.DEPLOYMENT, '')
  return openedOnce(environment, cluster, (servers) => {
    const kafka = kafkaAdminOf(environment, servers)
    const caretaker = kafkaClusterCaretaker({
      requests: kafka.requests,
      topicBytes: topicSizesOf(environment, servers).topicBytes,
      groups: groupsOf(environment, servers),
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
    return { caretaker, gate: gateOf(environment, kafka, servers) }
  })
}
