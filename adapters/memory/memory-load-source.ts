import { ServiceError } from '../../core/kernel/service-error.ts'
import type { BrokerLoad, LoadSource, TopicBytes, UserLoad } from '../../core/quota/quota-ports.ts'

/** One broker whose users are at what a test says. */
export class MemoryLoadSource implements LoadSource {
  readonly users = new Map<string, UserLoad>()
  /** Since the broker began, by topic. */
  readonly moved = new Map<string, TopicBytes>()
  startedAt = 0
  /** True: nobody answers. */
  down = false

  async look(): Promise<readonly BrokerLoad[]> {
    if (this.down) throw new ServiceError('unavailable', 'No broker shows its metrics.')
    const [users, moved] = [new Map(this.users), new Map(this.moved)]
    return [{ brokerId: '1', startedAt: this.startedAt, users, moved }]
  }

  /** That the user produces so much a second, and has done so for so many seconds. */
  produces(username: string, bytesPerSecond: number, seconds: number): void {
    this.users.set(username, {
      rates: {
        produceBytesPerSecond: bytesPerSecond,
        consumeBytesPerSecond: 0,
        requestPercentage: 1,
      },
      heldBack: { produce: false, consume: false },
    })
    const [tenantId = ''] = username.split('-')
    const topic = `${tenantId}.load`
    const before = this.moved.get(topic) ?? { tenantId, in: 0, out: 0 }
    this.moved.set(topic, { ...before, in: before.in + bytesPerSecond * seconds })
  }
}
