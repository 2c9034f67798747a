import * as z from 'zod'
import {
  type ClusterLoad,
  growingParts,
  type LoadChange,
} from '../../core/placement/cluster-use.ts'
import { fullCluster } from '../../core/placement/full-cluster.ts'
import { batchGetAll } from './batch-get.ts'
import { versionBefore } from './conditions.ts'
import type { DynamoTable } from './dynamo-table.ts'
import { ITEM_VERSION, type RawItem } from './items.ts'
import { loadKey } from './keys.ts'
import { changedMeanwhile } from './store-errors.ts'
import type { TransactWrite } from './transact.ts'

/** Plain attributes, so that whoever settles can add to them without reading first. */
const loadSchema = z.object({
  clusterId: z.string(),
  version: z.int(),
  tenants: z.int(),
  users: z.int(),
  partitionReplicas: z.int(),
  bytesPerSecond: z.int(),
  accessBindings: z.int(),
})

export async function readLoads(
  table: DynamoTable,
  clusterIds: readonly string[],
): Promise<readonly ClusterLoad[]> {
  const keys = [...new Set(clusterIds)].map(loadKey)
  return (await batchGetAll(table, keys)).map(loadOf)
}

/** On condition that nobody wrote it since it was read. */
export function loadWrite({ clusterId, version, tenants, use }: ClusterLoad): TransactWrite {
  const Item = { ...loadKey(clusterId), v: ITEM_VERSION, clusterId, version, tenants, ...use }
  return { put: { Item, ...versionBefore(version) }, refusal: changedMeanwhile }
}

/** The version of the tenant that it comes with sees to it that it is added once. */
export function loadChangeWrite(change: LoadChange): TransactWrite {
  const { clusterId, tenants, use } = change
  const limits = limitsOf(change)
  const added = Object.entries({ version: 1, tenants, ...use })
  return {
    update: {
      Key: { ...loadKey(clusterId) },
      UpdateExpression: `SET v = :v, clusterId = :id ADD ${added.map(([name]) => `#${name} :${name}`).join(', ')}`,
      ...(limits.length === 0
        ? {}
        : {
            ConditionExpression: limits
              .map(({ part }) => `(attribute_not_exists(#${part}) OR #${part} <= :${part}Max)`)
              .join(' AND '),
          }),
      ExpressionAttributeNames: Object.fromEntries(added.map(([name]) => [`#${name}`, name])),
      ExpressionAttributeValues: {
        ':v': ITEM_VERSION,
        ':id': clusterId,
        ...Object.fromEntries(added.map(([name, more]) => [`:${name}`, more])),
        ...Object.fromEntries(limits.map(({ part, max }) => [`:${part}Max`, max])),
      },
    },
    refusal: fullCluster,
  }
}

/** What each growing part may be at most before the change. */
function limitsOf(change: LoadChange) {
  const { use, within } = change
  if (within === undefined) return []
  return growingParts(change).map((part) => ({ part, max: within[part] - use[part] }))
}

/** The condition that the cluster holds no tenant, nor gets one while the transaction is written. */
export function isEmptyCheck(clusterId: string): TransactWrite {
  return {
    check: {
      Key: { ...loadKey(clusterId) },
      ConditionExpression: 'attribute_not_exists(pk) OR #tenants = :none',
      ExpressionAttributeNames: { '#tenants': 'tenants' },
      ExpressionAttributeValues: { ':none': 0 },
    },
    refusal: changedMeanwhile,
  }
}

function loadOf(item: RawItem): ClusterLoad {
  const { clusterId, version, tenants, ...use } = loadSchema.parse(item)
  return { clusterId, version, tenants, use }
}
