import type { BrokerLoad, MovedBytes } from './quota-ports.ts'

/**
 * What each tenant's topics moved between two looks at the brokers, exactly: no burst between them escapes. A broker that
 * began anew in between counts from zero; one that was not seen before, or of which a topic went away, tells nothing.
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
    for (const [tenantId, moved] of load.moved) {
      const then = anew ? undefined : last.moved.get(tenantId)
      const sum = sums.get(tenantId) ?? { in: 0, out: 0 }
      sums.set(tenantId, {
        in: sum.in + Math.max(0, moved.in - (then?.in ?? 0)),
        out: sum.out + Math.max(0, moved.out - (then?.out ?? 0)),
      })
    }
  }
  return sums
}
