import { paginateListScramSecrets } from '@aws-sdk/client-kafka'
import type { MskCluster } from './describe-cluster.ts'
import { guarded } from './msk-errors.ts'

const PAGE_SIZE = 100
/** Ten pages hold the thousand users that a cluster can have. */
const PAGES_MAX = 20

/** ARNs of the secrets whose users the cluster has, or is about to have. */
export function listAssociated(cluster: MskCluster): Promise<ReadonlySet<string>> {
  return guarded(readAll(cluster))
}

async function readAll({ client, clusterArn }: MskCluster): Promise<ReadonlySet<string>> {
  const arns = new Set<string>()
  let pages = 0
  const asked = { ClusterArn: clusterArn, MaxResults: PAGE_SIZE }
  for await (const page of paginateListScramSecrets({ client }, asked)) {
    for (const arn of page.SecretArnList ?? []) arns.add(arn)
    pages += 1
    if (pages === PAGES_MAX) break
  }
  return arns
}
