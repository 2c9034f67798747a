import type { Cluster } from '../../../core/cluster/cluster.ts'
import type { Secret } from '../../../core/credential/credential-ports.ts'
import type { Tenant } from '../../../core/tenant/tenant.ts'

/** All that a client needs to know. */
export interface Connection {
  readonly tenant: Pick<Tenant, 'id' | 'name'>
  readonly cluster: Pick<Cluster, 'bootstrapServers' | 'caPem'>
  readonly secret: Secret
}
