import type { PrepareDeps, Preparation } from '../../core/cluster/prepare-cluster.ts'
import { tendCluster } from '../../core/cluster/tend-cluster.ts'
import { isServiceError } from '../../core/kernel/service-error.ts'

type Ways = Pick<PrepareDeps, 'admin' | 'gate' | 'provider'>

export interface TendJobDeps extends Omit<PrepareDeps, 'provider' | 'gate' | 'admin'> {
  /** Throws `unavailable`, with a sentence for operators, for a cluster that cannot be reached from here. */
  readonly ways: (clusterId: string) => Promise<Ways>
}

/** Looking after clusters as something that can be started: by a timer on one machine. */
export interface TendJob {
  /** One step of preparing it, or one look whether it answers. */
  tendCluster(clusterId: string): Promise<Preparation>
}

export function createTendJob({ ways, ...deps }: TendJobDeps): TendJob {
  return {
    async tendCluster(clusterId) {
      return await tendCluster({ ...deps, ...(await waysOrWhyNot(ways, clusterId)) }, clusterId)
    },
  }
}

/** A cluster that nobody can open yet is one that does not answer, and the reason belongs where operators see it. */
async function waysOrWhyNot(ways: TendJobDeps['ways'], clusterId: string): Promise<Ways> {
  try {
    return await ways(clusterId)
  } catch (error) {
    if (!isServiceError(error, 'unavailable')) throw error
    const never = (): Promise<never> => Promise.reject(error)
    const { message: reason } = error
    const provider = { inspect: async () => ({ kind: 'unreachable', reason }) as const }
    return {
      provider: { ...provider, denyByDefault: never },
      gate: { admitBrokers: never, refuses: never },
      admin: { putUsers: never, verifyLogins: never },
    }
  }
}
