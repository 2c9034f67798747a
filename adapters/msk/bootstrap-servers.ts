import { GetBootstrapBrokersCommand } from '@aws-sdk/client-kafka'
import { ServiceError } from '../../core/kernel/service-error.ts'
import type { Cluster } from '../../core/cluster/cluster.ts'
import type { MskCluster } from './describe-cluster.ts'
import { guarded, isBadRequest } from './msk-errors.ts'

export interface BootstrapServers {
  /** What tenants connect to, from where the cluster's access lets them. */
  readonly tenants: string
  /** SCRAM inside the network, where we try log-ins. */
  readonly scram: string
  /** IAM inside the network, where we administer. */
  readonly iam: string
}

/** Throws `unavailable` until the cluster has all of them. */
export async function bootstrapServers(
  { client, clusterArn }: MskCluster,
  access: Cluster['access'],
): Promise<BootstrapServers> {
  const command = new GetBootstrapBrokersCommand({ ClusterArn: clusterArn })
  const found = await guarded(client.send(command).catch(notYet))
  const scram = found.BootstrapBrokerStringSaslScram
  const tenants = {
    vpc: scram,
    privatelink: found.BootstrapBrokerStringVpcConnectivitySaslScram,
    public: found.BootstrapBrokerStringPublicSaslScram,
  }[access]
  const iam = found.BootstrapBrokerStringSaslIam
  if (!tenants || !scram || !iam)
    throw new ServiceError(
      'unavailable',
      `The cluster has no addresses for access "${access}" yet.`,
    )
  return { tenants, scram, iam }
}

/** A cluster that is being made refuses the question. */
function notYet(error: unknown): never {
  if (!isBadRequest(error)) throw error
  throw new ServiceError('unavailable', 'The cluster has no addresses yet.', { cause: error })
}

/** The brokers of a listener by the hosts of another: on Amazon MSK they differ by the port alone. */
export function onPortOf(
  servers: string,
  brokers: readonly { readonly host: string }[],
): readonly { readonly host: string; readonly port: number }[] {
  const [first = ''] = servers.split(',')
  const port = Number(first.slice(first.lastIndexOf(':') + 1))
  return brokers.map(({ host }) => ({ host, port }))
}
