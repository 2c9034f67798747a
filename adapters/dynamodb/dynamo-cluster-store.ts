import { paginateQuery } from '@aws-sdk/lib-dynamodb'
import type { Cluster } from '../../core/cluster/cluster.ts'
import type { ClusterStore } from '../../core/cluster/cluster-ports.ts'
import type { DynamoTable } from './dynamo-table.ts'
import { getItem, itemOf, putItem, readItem } from './items.ts'
import { CLUSTERS_PARTITION, clusterKey } from './keys.ts'
import { clusterSchema } from './records.ts'
import { guarded } from './store-errors.ts'

/** A page holds a megabyte, some 300 clusters with their certificates; far beyond any fleet. */
const PAGES_MAX = 100

export function dynamoClusterStore(table: DynamoTable): ClusterStore {
  return {
    async get(id) {
      const item = await getItem(table, clusterKey(id))
      return item === undefined ? undefined : readItem(clusterSchema, item)
    },

    list: () => guarded(readAll(table)),

    put: (cluster) => putItem(table, { Item: itemOf(clusterKey(cluster.id), cluster) }),
  }
}

async function readAll(table: DynamoTable): Promise<readonly Cluster[]> {
  const clusters: Cluster[] = []
  let pages = 0
  for await (const page of paginateQuery({ client: table.documents }, everyCluster(table))) {
    clusters.push(...(page.Items ?? []).map((item) => readItem(clusterSchema, item)))
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
