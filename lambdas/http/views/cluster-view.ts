import * as z from 'zod'
import type { Cluster, ClusterAdminLogin } from '../../../core/cluster/cluster.ts'
import { type ClusterLoad, NO_USE } from '../../../core/placement/cluster-use.ts'
import { timeView } from './time.ts'

const useSchema = z.object({
  users: z.int(),
  partitionReplicas: z.int(),
  bytesPerSecond: z.int(),
  accessBindings: z.int(),
})

export const clusterSchema = z.object({
  id: z.string(),
  name: z.string(),
  state: z.enum(['preparing', 'ready', 'cordoned', 'draining']),
  reason: z.string().optional(),
  reachable: z.boolean(),
  unreachableSince: z.iso.datetime().optional(),
  access: z.enum(['vpc', 'privatelink', 'public']),
  bootstrapServers: z.string(),
  caPem: z.string().nullable(),
  brokers: z.int(),
  replicationFactor: z.int(),
  dedicated: z.boolean(),
  tenants: z.int(),
  use: useSchema,
  capacity: useSchema,
  measured: z
    .object({ at: z.iso.datetime(), partitionReplicas: z.int(), bytesPerSecond: z.int() })
    .nullable(),
  admin: z
    .object({
      kind: z.enum(['scram', 'plain', 'iam']),
      username: z.string().optional(),
      bootstrapServers: z.string().optional(),
      clusterArn: z.string().optional(),
    })
    .nullable(),
  metricsPort: z.int().nullable(),
  monthlyCostMicros: z.int().nullable(),
  generation: z.int(),
  createdAt: z.iso.datetime(),
})

/** A cluster as operators see it, with what its tenants take of it. The administrator's password is shown to nobody. */
export function clusterView(
  cluster: Cluster,
  load: ClusterLoad | undefined,
): z.output<typeof clusterSchema> {
  const { reason, unreachableSince, measured } = cluster
  return {
    id: cluster.id,
    name: cluster.name,
    state: cluster.state,
    ...(reason === null ? {} : { reason }),
    reachable: unreachableSince === null,
    ...(unreachableSince === null ? {} : { unreachableSince: timeView(unreachableSince) }),
    access: cluster.access,
    bootstrapServers: cluster.bootstrapServers,
    caPem: cluster.caPem,
    brokers: cluster.brokers,
    replicationFactor: cluster.replicationFactor,
    dedicated: cluster.dedicated,
    tenants: load?.tenants ?? 0,
    use: { ...(load?.use ?? NO_USE) },
    capacity: { ...cluster.capacity },
    measured: measured === null ? null : { ...measured, at: timeView(measured.at) },
    admin: cluster.admin === null ? null : adminView(cluster.admin),
    metricsPort: cluster.metricsPort,
    monthlyCostMicros: cluster.monthlyCostMicros ?? null,
    generation: cluster.generation,
    createdAt: timeView(cluster.createdAt),
  }
}

function adminView(admin: ClusterAdminLogin) {
  if (admin.kind === 'iam') return { kind: admin.kind, clusterArn: admin.clusterArn }
  const { kind, username, bootstrapServers } = admin
  return { kind, username, bootstrapServers }
}
