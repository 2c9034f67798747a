import * as z from 'zod'
import type { Cluster, ClusterAdminLogin } from '../../core/cluster/cluster.ts'
import { DEFAULT_CAPACITY } from '../../core/cluster/cluster-capacity.ts'
import { newCluster } from '../../core/cluster/new-cluster.ts'
import type { ClusterUse } from '../../core/placement/cluster-use.ts'
import { itemOf, type RawItem, readItem } from './items.ts'
import { clusterKey } from './keys.ts'

export const clusterUseSchema: z.ZodType<ClusterUse> = z.strictObject({
  users: z.int(),
  partitionReplicas: z.int(),
  bytesPerSecond: z.int(),
  accessBindings: z.int(),
})

const adminSchema: z.ZodType<ClusterAdminLogin> = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.enum(['scram', 'plain']),
    bootstrapServers: z.string(),
    username: z.string(),
    secretName: z.string(),
    tls: z.boolean(),
  }),
  z.strictObject({ kind: z.literal('iam'), clusterArn: z.string() }),
])

const always = {
  id: z.string(),
  name: z.string(),
  access: z.enum(['vpc', 'privatelink', 'public']),
  bootstrapServers: z.string(),
  caPem: z.string().nullable(),
  brokers: z.int(),
  replicationFactor: z.int(),
}

const cost = { monthlyCostMicros: z.int().nonnegative().exactOptional() }

const currentSchema: z.ZodType<Cluster> = z.strictObject({
  ...always,
  state: z.enum(['preparing', 'ready', 'cordoned', 'draining']),
  reason: z.string().nullable(),
  unreachableSince: z.int().nullable(),
  capacity: clusterUseSchema,
  dedicated: z.boolean(),
  measured: z
    .strictObject({ at: z.int(), partitionReplicas: z.int(), bytesPerSecond: z.int() })
    .nullable(),
  ...cost,
  admin: adminSchema.nullable(),
  metricsPort: z.int().nullable(),
  createdAt: z.int(),
  version: z.int(),
  generation: z.int(),
})

/** As clusters were stored before they had a capacity in all four parts: users alone were known. */
const formerSchema = z
  .strictObject({
    ...always,
    state: z.enum(['preparing', 'ready', 'cordoned']),
    userCapacity: z.int(),
    ...cost,
  })
  .transform(({ userCapacity, ...rest }) =>
    newCluster({
      ...rest,
      capacity: { ...DEFAULT_CAPACITY, users: userCapacity },
      createdAt: 0,
      version: 0,
      generation: 0,
    }),
  )

const clusterSchema: z.ZodType<Cluster> = z.union([currentSchema, formerSchema])

export function clusterItem(cluster: Cluster): RawItem {
  return itemOf(clusterKey(cluster.id), cluster, { version: cluster.version })
}

export function clusterOf(item: RawItem): Cluster {
  return readItem(clusterSchema, item)
}
