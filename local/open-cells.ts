import type { Cluster } from '../core/cluster/cluster.ts'
import type { ClusterAdmin, ClusterStore } from '../core/cluster/cluster-ports.ts'
import type { ClusterGate, ClusterProvider } from '../core/cluster/prepare-ports.ts'
import { ServiceError } from '../core/kernel/service-error.ts'
import type { ClusterCaretaker } from '../core/reconcile/drift/drift-ports.ts'
import type { LoadSource } from '../core/quota/quota-ports.ts'
import type { MeteredCell } from '../core/usage/meter-ports.ts'
import type { ClusterObserver } from '../core/usage/observation-ports.ts'

/** All ways to one cluster. */
export interface OpenCell {
  readonly admin: ClusterAdmin
  readonly provider: ClusterProvider
  readonly gate: ClusterGate
  readonly observer: ClusterObserver
  readonly load: LoadSource
  readonly caretaker: ClusterCaretaker
  /** As its brokers are now. */
  metered(): Promise<MeteredCell>
  /** True when a broker answers within that time; never throws. */
  ping(timeoutMs: number): Promise<boolean>
  close(): Promise<void>
}

export interface OpenCells {
  /** Throws `unavailable` for a cluster that cannot be reached from here. */
  of(clusterId: string): Promise<OpenCell>
  close(): Promise<void>
}

interface Opened {
  readonly way: string
  readonly cell: Promise<OpenCell>
}

/**
 * The cells of this machine, and those that operators registered: opened when first needed, and anew when the way in was
 * changed.
 */
export function openCells(
  own: ReadonlyMap<string, OpenCell>,
  clusters: Pick<ClusterStore, 'get'>,
  open: (cluster: Cluster) => Promise<OpenCell>,
): OpenCells {
  const opened = new Map<string, Opened>()

  async function hangUp(id: string): Promise<void> {
    const former = opened.get(id)
    opened.delete(id)
    await former?.cell.then((cell) => cell.close()).catch(() => {})
  }

  async function registered(id: string): Promise<OpenCell> {
    const cluster = await clusters.get(id)
    if (cluster === undefined) {
      await hangUp(id)
      throw new ServiceError('unavailable', `There is no cluster ${id}.`)
    }
    const way = wayTo(cluster)
    const known = opened.get(id)
    if (known?.way === way) return await known.cell
    await hangUp(id)
    const cell = open(cluster)
    opened.set(id, { way, cell })
    cell.catch(() => opened.delete(id))
    return await cell
  }

  return {
    of: async (id) => own.get(id) ?? (await registered(id)),
    close: async () => {
      await Promise.all([...opened.keys()].map(hangUp))
      await Promise.all([...own.values()].map((cell) => cell.close()))
    },
  }
}

function wayTo({ admin, bootstrapServers, caPem, metricsPort }: Cluster): string {
  return JSON.stringify([admin, bootstrapServers, caPem, metricsPort])
}
