/** What tenants take of a cluster, in the units that its capacity is said in; whole numbers. */
export interface ClusterUse {
  /** Kafka users: live credentials, and revoked ones that the cluster was not yet told to forget. */
  readonly users: number
  /** Partitions times their copies. */
  readonly partitionReplicas: number
  /** Produced and consumed together, copies between brokers left out. */
  readonly bytesPerSecond: number
  readonly accessBindings: number
}

export const NO_USE: ClusterUse = {
  users: 0,
  partitionReplicas: 0,
  bytesPerSecond: 0,
  accessBindings: 0,
}

/** What a cluster holds, counted in the same writes that put it there: no pass ever has to add it up. */
export interface ClusterLoad {
  readonly clusterId: string
  /** Counts every write, so that who places knows that nobody else did meanwhile. */
  readonly version: number
  readonly tenants: number
  readonly use: ClusterUse
}

/** What one write of a tenant changes about the load of its cluster; negative for what was freed. */
export interface LoadChange {
  readonly clusterId: string
  readonly tenants: number
  readonly use: ClusterUse
  /** What grows may grow up to this, or the write is refused with `limit_reached`. */
  readonly within?: ClusterUse
}

/** The parts in which a change asks for more; what is not among them may be beyond any limit already. */
export function growingParts({ use }: LoadChange): readonly (keyof ClusterUse)[] {
  const parts = ['users', 'partitionReplicas', 'bytesPerSecond', 'accessBindings'] as const
  return parts.filter((part) => use[part] > 0)
}

export function emptyLoad(clusterId: string): ClusterLoad {
  return { clusterId, version: 0, tenants: 0, use: NO_USE }
}

export function addUse(a: ClusterUse, b: ClusterUse): ClusterUse {
  return combined(a, b, (x, y) => x + y)
}

export function takeUse(a: ClusterUse, b: ClusterUse): ClusterUse {
  return combined(a, b, (x, y) => x - y)
}

export function isSameUse(a: ClusterUse, b: ClusterUse): boolean {
  return (
    a.users === b.users &&
    a.partitionReplicas === b.partitionReplicas &&
    a.bytesPerSecond === b.bytesPerSecond &&
    a.accessBindings === b.accessBindings
  )
}

function combined(a: ClusterUse, b: ClusterUse, by: (x: number, y: number) => number): ClusterUse {
  return {
    users: by(a.users, b.users),
    partitionReplicas: by(a.partitionReplicas, b.partitionReplicas),
    bytesPerSecond: by(a.bytesPerSecond, b.bytesPerSecond),
    accessBindings: by(a.accessBindings, b.accessBindings),
  }
}
