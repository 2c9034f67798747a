import { randomBytes } from 'node:crypto'
import type { FloodParty } from './floods/flood.ts'
import { leadersOf } from './parties/leaders-of.ts'
import { openRaw } from './wire/connection.ts'
import { plainBatch, produceFrame } from './wire/record-batch.ts'
import { logIn } from './wire/sasl.ts'

const BATCH_BYTES = 20_000

/** Of an answer to a request for one partition: two counts, the topic's name and the partition's number stand before it. */
const BEFORE_ERROR_BYTES = 4 + 2 + 4 + 4

/**
 * Produces with one user over that many connections, a client id each, to all partitions of the topic and so to all
 * brokers, as fast as they answer.
 * @returns the bytes that were acknowledged in that time.
 */
export async function acknowledgedBytes(
  party: FloodParty,
  connections: number,
  durationMs: number,
): Promise<number> {
  const batch = plainBatch(randomBytes(BATCH_BYTES), Date.now())
  const leaders = await leadersOf(party, party.topic)
  let acknowledged = 0
  const open = async (partition: number) => {
    const connection = await openRaw(leaders[partition] ?? party.address)
    await logIn(connection, party.login)
    return { connection, partition }
  }
  const partitions = Array.from({ length: connections }, (_, n) => n % leaders.length)
  const all = await Promise.all(partitions.map(open))
  // Logging in takes its time, which is not the quota's.
  const end = performance.now() + durationMs
  const one = async ({ connection, partition }: (typeof all)[number], n: number) => {
    const frame = { ...produceFrame(party.topic, partition, batch), clientId: `client-${n}` }
    // A throttled connection is answered at once and not read again until it may go on.
    while (performance.now() < end && (await takenBy(connection.ask(frame), end, party.topic)))
      acknowledged += batch.length
    connection.close()
  }
  await Promise.all(all.map(one))
  return acknowledged
}

/** False when no answer came in time; an answer that refuses is none that was looked for. */
async function takenBy(
  answer: Promise<Buffer | undefined>,
  end: number,
  topic: string,
): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), Math.max(0, end - performance.now()))
  })
  const first = await Promise.race([answer.catch(() => undefined), late])
  clearTimeout(timer)
  const code = first?.readInt16BE(BEFORE_ERROR_BYTES + topic.length)
  if (code !== undefined && code !== 0) throw new Error(`A batch was refused with error ${code}.`)
  return code === 0
}
