import { dynamoClusterStore } from '../adapters/dynamodb/dynamo-cluster-store.ts'
import { dynamoMeterStore } from '../adapters/dynamodb/dynamo-meter-store.ts'
import type { DynamoTable } from '../adapters/dynamodb/dynamo-table.ts'
import { dynamoTenantStore } from '../adapters/dynamodb/dynamo-tenant-store.ts'
import { MskClusterAdmin } from '../adapters/msk/msk-cluster-admin.ts'
import { mskProvider } from '../adapters/msk/msk-provider.ts'
import { USERS_A_CLUSTER_MAX } from '../adapters/msk/scram-users.ts'
import { openSecretsManager } from '../adapters/secrets-manager/secrets-client.ts'
import {
  type SecretsManagerStore,
  secretsManagerStore,
} from '../adapters/secrets-manager/secrets-manager-store.ts'
import { DEFAULT_CAPACITY } from '../core/cluster/cluster-capacity.ts'
import type { ClusterDefinition } from '../core/cluster/prepare-cluster.ts'
import { CANARY_USERS } from '../core/cluster/try-canary.ts'
import { createFinalReadings } from '../core/usage/final-readings.ts'
import type { FinalReadings } from '../core/usage/meter-ports.ts'
import {
  clusterIdOf,
  gateOf,
  kafkaAdminOf,
  mskClusterOf,
  onlyCell,
  openedOnce,
} from './cell-container.ts'
import { clock, randomness, tableOf } from './container.ts'
import { type ReconcileEnvironment, readEnvironment, reconcileEnvironment } from './environment.ts'
import type { ReconcileHandlerDeps } from './jobs/reconcile-handler.ts'
import { meteredCellsOf } from './metering-container.ts'
import { note, report } from './report.ts'

/** The composition root of the function that settles one cell. */
export function reconcileContainer(): ReconcileHandlerDeps {
  const environment = readEnvironment(reconcileEnvironment, process.env)
  const table = tableOf(environment)
  const secrets = secretsManagerStore({
    client: openSecretsManager(environment.AWS_REGION),
    deployment: environment.DEPLOYMENT,
    keyArn: environment.SECRETS_KEY_ARN,
  })
  const cluster = mskClusterOf(environment)
  const parts = partsOf(environment, cluster, secrets)
  const clusterId = clusterIdOf(environment)
  return {
    tenants: dynamoTenantStore(table, clock),
    clusters: dynamoClusterStore(table),
    secrets,
    clock,
    randomness,
    admins: onlyCell(clusterId, async () => (await parts()).admin),
    finalReadings: finalReadingsOf(environment, cluster, table),
    provider: mskProvider(cluster, environment.CELL_ACCESS),
    parts,
    definition: definitionOf(environment, clusterId),
    report,
    note,
  }
}

/** Speaks to the cluster's service, to its brokers, and to both where that is one matter. */
function partsOf(
  environment: ReconcileEnvironment,
  cluster: ReturnType<typeof mskClusterOf>,
  secrets: SecretsManagerStore,
) {
  return openedOnce(environment, cluster, (servers) => {
    const kafka = kafkaAdminOf(environment, servers)
    const { arnOf: secretArnOf, nameOf: secretNameOf } = secrets
    return {
      admin: new MskClusterAdmin({ cluster, kafka, secretArnOf, secretNameOf }),
      gate: gateOf(environment, kafka, servers),
    }
  })
}

/** What was moved until a topic goes is billed; the meter may come by only after it is gone. */
function finalReadingsOf(
  environment: ReconcileEnvironment,
  cluster: ReturnType<typeof mskClusterOf>,
  table: DynamoTable,
): FinalReadings {
  const cells = meteredCellsOf(environment, cluster)
  const meter = dynamoMeterStore(table)
  return createFinalReadings({ cells, meter, clock }, (error) => report('final reading', error))
}

function definitionOf(environment: ReconcileEnvironment, id: string): ClusterDefinition {
  return {
    id,
    name: environment.CELL_NAME,
    access: environment.CELL_ACCESS,
    caPem: environment.CELL_CA_PEM ?? null,
    replicationFactor: environment.CELL_REPLICATION_FACTOR,
    capacity: { ...DEFAULT_CAPACITY, users: USERS_A_CLUSTER_MAX - CANARY_USERS },
  }
}
