import type { BrokerLoad, MovedBytes } from './quota-ports.ts'

const NOTHING: MovedBytes = { in: 0, out: 0 }

/**
 * What each tenant's topics moved between two looks at the brokers, by tenant id, exactly: no burst between them escapes. A
 * broker that began anew in between counts from zero, and so does a topic that was made again. One that went away takes what
 * it moved since the last look with it; a broker that was not seen before tells nothing.
 */
export function bytesSince(
  before: readonly BrokerLoad[],
  now: readonly BrokerLoad[],
): ReadonlyMap<string, MovedBytes> {
  const known = new Map(before.map((load) => [load.brokerId, load]))
  const sums = new Map<string, MovedBytes>()
  for (const load of now) {
    const last = known.get(load.brokerId)
    if (last === undefined) continue
    const anew = last.startedAt !== load.startedAt
    for (const [kafkaName, moved] of load.moved) {
      const then = anew ? NOTHING : (last.moved.get(kafkaName) ?? NOTHING)
      const sum = sums.get(moved.tenantId) ?? NOTHING
      sums.set(moved.tenantId, {
        in: sum.in + grown(then.in, moved.in),
        out: sum.out + grown(then.out, moved.out),
      })
    }
  }
  return sums
}

function grown(then: number, now: number): number {
  return now < then ? now : now - then
}
