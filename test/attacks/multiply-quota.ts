import { randomBytes } from 'node:crypto'
import type { FloodParty } from './floods/flood.ts'
import { openRaw, type RawConnection } from './wire/connection.ts'
import { plainBatch, produceFrame } from './wire/record-batch.ts'
import { logIn } from './wire/sasl.ts'

const BATCH_BYTES = 20_000

/**
 * Produces with one user over that many connections, a client id each, as fast as brokers answer.
 * @returns the bytes that were acknowledged in that time.
 */
export async function acknowledgedBytes(
  party: FloodParty,
  connections: number,
  durationMs: number,
): Promise<number> {
  const batch = plainBatch(randomBytes(BATCH_BYTES), Date.now())
  let acknowledged = 0
  const open = async () => {
    const connection = await openRaw(party.address)
    await logIn(connection, party.login)
    return connection
  }
  const all = await Promise.all(Array.from({ length: connections }, open))
  // Logging in takes its time, which is not the quota's.
  const end = performance.now() + durationMs
  const one = async (connection: RawConnection, n: number) => {
    const frame = { ...produceFrame(party.topic, 0, batch), clientId: `client-${n}` }
    // A throttled connection is answered at once and not read again until it may go on.
    while (performance.now() < end && (await answeredBy(connection.ask(frame), end)))
      acknowledged += batch.length
    connection.close()
  }
  await Promise.all(all.map(one))
  return acknowledged
}

async function answeredBy(answer: Promise<Buffer | undefined>, end: number): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), Math.max(0, end - performance.now()))
  })
  const first = await Promise.race([answer.catch(() => undefined), late])
  clearTimeout(timer)
  return first !== undefined
}
