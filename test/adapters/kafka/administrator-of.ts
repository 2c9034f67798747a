import { randomBytes } from 'node:crypto'
import {
  KafkaClusterAdmin,
  type KafkaClusterAdminOptions,
} from '../../../adapters/kafka/kafka-cluster-admin.ts'
import type { EmbeddedCluster } from '../../../local/parts.ts'

/** The administrator that an embedded cluster expects; `changes` make it a wrong or an unlucky one. */
export function administratorOf(
  cluster: EmbeddedCluster,
  changes: Partial<KafkaClusterAdminOptions> = {},
): KafkaClusterAdmin {
  return new KafkaClusterAdmin({
    adminBootstrapServers: cluster.adminBootstrapServers,
    sasl: {
      mechanism: 'PLAIN',
      username: cluster.adminUsername,
      password: cluster.adminPassword,
    },
    tenantBrokers: () => cluster.brokers.map(({ tenantListener }) => tenantListener),
    tenantCaPem: cluster.caPem,
    randomness: { bytes: (count) => randomBytes(count) },
    ...changes,
  })
}
