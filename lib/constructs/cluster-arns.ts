import { Fn } from 'aws-cdk-lib'

/**
 * ARNs of what is inside a cluster of Amazon MSK, for a cluster whose ARN is known at deployment only:
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_apachekafkaapisforamazonmskclusters.html
 */
export function insideCluster(clusterArn: string, kind: 'topic' | 'group'): string {
  const [prefix, name, id] = [0, 1, 2].map((index) => Fn.select(index, Fn.split('/', clusterArn)))
  const beforeKind = Fn.select(0, Fn.split(':cluster', prefix ?? ''))
  return `${beforeKind}:${kind}/${name}/${id}/*`
}
