import type { Cluster, MeasuredUse } from '../cluster/cluster.ts'
import type { ClusterStore } from '../cluster/cluster-ports.ts'
import { type Clock, MINUTE_MS, SECOND_MS } from '../kernel/clock.ts'
import { isServiceError } from '../kernel/service-error.ts'
import type { MeteredCells, MeterStore } from './meter-ports.ts'

export interface WeighDeps {
  readonly clusters: ClusterStore
  readonly cells: MeteredCells
  readonly meter: Pick<MeterStore, 'heads' | 'entries'>
  readonly clock: Clock
}

/** Rates over this time tell a busy cluster from a busy second. */
const OVER_MS = 5 * MINUTE_MS
/** Less is noise, and no reason to write. */
const WORTH_WRITING = 0.1

/**
 * Writes down what is really on a cluster, for whoever places tenants: partitions with their copies, and what the meter saw
 * moved in the last minutes. At most once in five minutes, and only when it changed by more than noise.
 */
export async function weighCell(deps: WeighDeps, clusterId: string): Promise<void> {
  const cluster = await deps.clusters.get(clusterId)
  const now = deps.clock.now()
  if (cluster === undefined || now - (cluster.measured?.at ?? 0) < OVER_MS) return
  const measured = await measure(deps, cluster, now)
  if (isNoise(cluster.measured, measured)) return
  try {
    await deps.clusters.save({ ...cluster, measured, version: cluster.version + 1 })
  } catch (error) {
    if (!isServiceError(error, 'conflict')) throw error
  }
}

async function measure(
  { cells, meter }: WeighDeps,
  { id, replicationFactor }: Cluster,
  now: number,
): Promise<MeasuredUse> {
  const [topics, heads] = await Promise.all([
    cells.of(id).then((cell) => cell.topics()),
    meter.heads(id),
  ])
  const partitions = [...topics.values()].reduce((sum, topic) => sum + topic.partitions, 0)
  const lows = heads.map(({ low }) => low)
  const entries = await meter.entries({ clusterId: id, lows, from: now - OVER_MS, to: now })
  const bytes = entries
    .flatMap(({ tenants }) => tenants)
    .reduce((sum, { quantities }) => sum + quantities.bytes_in + quantities.bytes_out, 0n)
  return {
    at: now,
    partitionReplicas: partitions * replicationFactor,
    bytesPerSecond: Math.round((Number(bytes) * SECOND_MS) / OVER_MS),
  }
}

function isNoise(before: MeasuredUse | null, after: MeasuredUse): boolean {
  if (before === null) return after.partitionReplicas === 0 && after.bytesPerSecond === 0
  const isClose = (a: number, b: number) => Math.abs(a - b) <= Math.max(a, b) * WORTH_WRITING
  return (
    isClose(before.partitionReplicas, after.partitionReplicas) &&
    isClose(before.bytesPerSecond, after.bytesPerSecond)
  )
}
