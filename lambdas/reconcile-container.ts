import { dynamoClusterStore } from '../adapters/dynamodb/dynamo-cluster-store.ts'
import { dynamoTenantStore } from '../adapters/dynamodb/dynamo-tenant-store.ts'
import { MskClusterAdmin } from '../adapters/msk/msk-cluster-admin.ts'
import { mskProvider } from '../adapters/msk/msk-provider.ts'
import { USERS_A_CLUSTER_MAX } from '../adapters/msk/scram-users.ts'
import { openSecretsManager } from '../adapters/secrets-manager/secrets-client.ts'
import {
  type SecretsManagerStore,
  secretsManagerStore,
} from '../adapters/secrets-manager/secrets-manager-store.ts'
import type { ClusterAdmin, ClusterAdmins } from '../core/cluster/cluster-ports.ts'
import type { ClusterDefinition } from '../core/cluster/prepare-cluster.ts'
import type { ClusterGate } from '../core/cluster/prepare-ports.ts'
import { CANARY_USERS } from '../core/cluster/try-canary.ts'
import { ServiceError } from '../core/kernel/service-error.ts'
import { addressesOf, clusterIdOf, gateOf, kafkaAdminOf, mskClusterOf } from './cell-container.ts'
import { clock, randomness, tableOf } from './container.ts'
import { type ReconcileEnvironment, readEnvironment, reconcileEnvironment } from './environment.ts'
import type { ReconcileHandlerDeps } from './jobs/reconcile-handler.ts'
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
    admins: onlyAdmin(clusterId, parts),
    provider: mskProvider(cluster, environment.CELL_ACCESS),
    parts,
    definition: definitionOf(environment, clusterId),
    report,
    note,
  }
}

interface CellParts {
  readonly admin: ClusterAdmin
  readonly gate: ClusterGate
}

/** Opened when first needed: a cluster that is being made has no addresses yet. */
function partsOf(
  environment: ReconcileEnvironment,
  cluster: ReturnType<typeof mskClusterOf>,
  secrets: SecretsManagerStore,
): () => Promise<CellParts> {
  const addresses = addressesOf(environment, cluster)
  let opened: CellParts | undefined
  return async () => {
    if (opened !== undefined) return opened
    const servers = await addresses()
    const kafka = kafkaAdminOf(environment, servers)
    opened ??= {
      admin: new MskClusterAdmin({
        cluster,
        kafka,
        secretArnOf: secrets.arnOf,
        secretNameOf: secrets.nameOf,
      }),
      gate: gateOf(environment, kafka, servers),
    }
    return opened
  }
}

function onlyAdmin(clusterId: string, parts: () => Promise<CellParts>): ClusterAdmins {
  return {
    of: async (id) => {
      if (id === clusterId) return (await parts()).admin
      throw new ServiceError('unavailable', `The cluster ${id} belongs to another function.`)
    },
  }
}

function definitionOf(environment: ReconcileEnvironment, id: string): ClusterDefinition {
  return {
    id,
    name: environment.CELL_NAME,
    access: environment.CELL_ACCESS,
    caPem: environment.CELL_CA_PEM ?? null,
    replicationFactor: environment.CELL_REPLICATION_FACTOR,
    userCapacity: USERS_A_CLUSTER_MAX - CANARY_USERS,
  }
}
