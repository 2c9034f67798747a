import type { Cluster } from '../../core/cluster/cluster.ts'
import type { ClusterGate, ClusterProvider } from '../../core/cluster/prepare-ports.ts'
import type { BrokerAddress } from './admin-connection.ts'
import type { KafkaClusterAdmin } from './kafka-cluster-admin.ts'
import { isTurnedAway } from './turned-away.ts'
import { whyUnreachable } from './why-unreachable.ts'

/** A cluster that a person runs: there is nobody to be asked but its brokers. */
export function registeredProvider(cluster: Cluster, admin: KafkaClusterAdmin): ClusterProvider {
  return {
    async inspect() {
      try {
        const { brokers } = await admin.describeCluster()
        const { bootstrapServers } = cluster
        return { kind: 'up', bootstrapServers, brokers: brokers.length }
      } catch (error) {
        return { kind: 'unreachable', reason: whyUnreachable(error) }
      }
    },

    // Kafka takes that setting at the start of a broker alone: the canary tells whether it is there.
    denyByDefault: async () => 'done',
  }
}

/** Brokers of a cluster that a person runs have what they need, as they ran before anybody came to us. */
export function gateOf(
  caPem: string | null,
  tenantBrokers: () => Promise<readonly BrokerAddress[]>,
): ClusterGate {
  return {
    admitBrokers: async () => {},
    refuses: async (user) => isTurnedAway(user, await tenantBrokers(), caPem),
  }
}

/** The tenants' listener of each broker, by its host: that of the administrators, or the same hosts at the tenants' port. */
export async function tenantBrokersOf(
  { bootstrapServers }: Cluster,
  adminBootstrapServers: string,
  admin: KafkaClusterAdmin,
): Promise<readonly BrokerAddress[]> {
  const { brokers } = await admin.describeCluster()
  if (bootstrapServers === adminBootstrapServers) return brokers
  const [first = ''] = bootstrapServers.split(',')
  const port = Number(first.slice(first.lastIndexOf(':') + 1))
  return brokers.map(({ host }) => ({ host, port }))
}
