import type { Provisioned } from '@aws-sdk/client-kafka'
import type { Cluster } from '../../core/cluster/cluster.ts'
import type { ClusterProvider } from '../../core/cluster/prepare-ports.ts'
import { bootstrapServers } from './bootstrap-servers.ts'
import { denyByDefault } from './deny-by-default.ts'
import { describeMskCluster, type MskCluster } from './describe-cluster.ts'

/** What Amazon MSK says of a cluster, and the one setting of it that settling changes. */
export function mskProvider(cluster: MskCluster, access: Cluster['access']): ClusterProvider {
  return {
    async inspect() {
      const { active, brokers, provisioned, configuration } = await describeMskCluster(cluster)
      if (!active) return { kind: 'busy' }
      const reason = whyUnfit(provisioned, configuration !== null)
      if (reason !== null) return { kind: 'unfit', reason }
      const { tenants } = await bootstrapServers(cluster, access)
      return { kind: 'up', bootstrapServers: tenants, brokers }
    },

    denyByDefault: () => denyByDefault(cluster),
  }
}

/** Matters for a cluster that was brought along; the template makes none that is unfit. */
function whyUnfit(provisioned: Provisioned, hasConfiguration: boolean): string | null {
  const authentication = provisioned.ClientAuthentication
  if (authentication?.Sasl?.Scram?.Enabled !== true) return 'Switch SASL/SCRAM on: tenants use it.'
  if (authentication.Sasl.Iam?.Enabled !== true) return 'Switch IAM on: Headgate uses it.'
  // Whoever may come in without a log-in has the brokers' own name, and with it their permissions.
  if (authentication.Unauthenticated?.Enabled === true) return 'Switch unauthenticated access off.'
  if (provisioned.EncryptionInfo?.EncryptionInTransit?.ClientBroker !== 'TLS')
    return 'Allow TLS alone between clients and brokers.'
  return hasConfiguration ? null : 'Give the cluster a configuration of its own.'
}
