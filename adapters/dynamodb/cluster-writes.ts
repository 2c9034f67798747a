import type { Cluster } from '../../core/cluster/cluster.ts'
import type { ClusterMarks } from '../../core/cluster/cluster-ports.ts'
import { clusterItem } from './cluster-item.ts'
import { auditWrites } from './dynamo-audit-store.ts'
import { clusterKey } from './keys.ts'
import { changedMeanwhile } from './store-errors.ts'
import type { TransactWrite } from './transact.ts'

/** The condition that the cluster is still as it was seen. */
export function seenClusterCheck({ id, version }: Cluster): TransactWrite {
  return {
    check: { Key: { ...clusterKey(id) }, ...hasVersion(version) },
    refusal: changedMeanwhile,
  }
}

/** On condition that the stored version is the one before, or that there is none yet. */
export function clusterWrite(cluster: Cluster): TransactWrite {
  const put = { Item: clusterItem(cluster), ...isNextAfter(cluster.version - 1) }
  return { put, refusal: changedMeanwhile }
}

export function removeClusterWrite({ id, version }: Cluster): TransactWrite {
  return {
    remove: { Key: { ...clusterKey(id) }, ...hasVersion(version) },
    refusal: changedMeanwhile,
  }
}

/** What goes into the same transaction. */
export function markWrites(marks: ClusterMarks | undefined): readonly TransactWrite[] {
  return marks === undefined ? [] : auditWrites(marks.auditEvent)
}

/** Clusters stored before they had versions bear none, and are read as version 0. */
function hasVersion(version: number) {
  if (version === 0)
    return { ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(version)' }
  return {
    ConditionExpression: 'version = :seen',
    ExpressionAttributeValues: { ':seen': version },
  }
}

function isNextAfter(version: number) {
  return version === 0
    ? { ConditionExpression: 'attribute_not_exists(version)' }
    : hasVersion(version)
}
