import { ownerOfUser } from '../credential/credential.ts'
import type { BrokerLoad, MovedBytes, ShareChunk } from './quota-ports.ts'

/** Of a thread. A client that only waits for records asks for less. */
const BUSY_PERCENT = 2

/** Whoever moved bytes, asks for much now, or is not back at its shares of rest. In order. */
export function tenantsAtWork(
  chunks: readonly ShareChunk[],
  loads: readonly BrokerLoad[],
  moved: ReadonlyMap<string, MovedBytes> | null,
): readonly string[] {
  const known = chunks.flatMap(({ tenants }) => tenants.map(({ tenantId }) => tenantId))
  const moving = [...(moved ?? [])].filter(([, bytes]) => bytes.in + bytes.out > 0)
  const asking = loads.flatMap(({ users }) => {
    const busy = [...users].filter(
      ([, { rates }]) =>
        rates.produceBytesPerSecond > 0 ||
        rates.consumeBytesPerSecond > 0 ||
        rates.requestPercentage >= BUSY_PERCENT,
    )
    return busy.flatMap(([username]) => ownerOfUser(username) ?? [])
  })
  return [...new Set([...known, ...moving.map(([tenantId]) => tenantId), ...asking])].sort()
}
