import { ServiceError } from '../../core/kernel/service-error.ts'
import type { ClusterObserver } from '../../core/usage/observation-ports.ts'

/** Sees what a test puts into it. */
export class MemoryClusterObserver implements ClusterObserver {
  /** By name, prefix included; null for a topic whose broker does not answer. */
  readonly bytes = new Map<string, number | null>()
  readonly atWork = new Set<string>()
  /** True: nobody tells. */
  topicsDown = false
  usersDown = false

  async topicBytes(): Promise<ReadonlyMap<string, number | null>> {
    refuseIf(this.topicsDown)
    return new Map(this.bytes)
  }

  async usersSeen(): Promise<ReadonlySet<string>> {
    refuseIf(this.usersDown)
    return new Set(this.atWork)
  }
}

function refuseIf(down: boolean): void {
  if (down) throw new ServiceError('unavailable', 'The Kafka cluster cannot be reached.')
}
