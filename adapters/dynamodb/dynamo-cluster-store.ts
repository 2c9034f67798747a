import { paginateQuery } from '@aws-sdk/lib-dynamodb'
import type { Cluster } from '../../core/cluster/cluster.ts'
import type { ClusterMarks, ClusterStore } from '../../core/cluster/cluster-ports.ts'
import { batchGetAll } from './batch-get.ts'
import { clusterOf } from './cluster-item.ts'
import { isEmptyCheck } from './cluster-load.ts'
import { clusterWrite, markWrites, removeClusterWrite } from './cluster-writes.ts'
import type { DynamoTable } from './dynamo-table.ts'
import { getItem } from './items.ts'
import { CLUSTERS_PARTITION, clusterKey } from './keys.ts'
import { guarded } from './store-errors.ts'
import { type TransactWrite, transactDurably } from './transact.ts'

/** A page holds a megabyte, some 300 clusters with their certificates; far beyond any fleet. */
const PAGES_MAX = 100

export function dynamoClusterStore(table: DynamoTable): ClusterStore {
  async function write(
    { id }: Cluster,
    writes: readonly TransactWrite[],
    marks: ClusterMarks | undefined,
  ): Promise<void> {
    await transactDurably(table, [...markWrites(marks), ...writes], clusterKey(id))
  }

  return {
    async get(id) {
      const item = await getItem(table, clusterKey(id))
      return item === undefined ? undefined : clusterOf(item)
    },

    async getMany(ids) {
      const keys = [...new Set(ids)].map(clusterKey)
      return (await batchGetAll(table, keys)).map(clusterOf)
    },

    list: () => guarded(readAll(table)),

    save: (cluster, marks) => write(cluster, [clusterWrite(cluster)], marks),

    saveEmpty: (cluster, marks) =>
      write(cluster, [clusterWrite(cluster), isEmptyCheck(cluster.id)], marks),

    remove: (cluster, marks) =>
      write(cluster, [removeClusterWrite(cluster), isEmptyCheck(cluster.id)], marks),
  }
}

async function readAll(table: DynamoTable): Promise<readonly Cluster[]> {
  const clusters: Cluster[] = []
  let pages = 0
  for await (const page of paginateQuery({ client: table.documents }, everyCluster(table))) {
    clusters.push(...(page.Items ?? []).map(clusterOf))
    pages += 1
    if (pages === PAGES_MAX) break
  }
  return clusters
}

function everyCluster(table: DynamoTable) {
  return {
    TableName: table.name,
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': CLUSTERS_PARTITION },
    ConsistentRead: true,
  }
}
