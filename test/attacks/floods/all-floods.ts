import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { METADATA } from '../raw/on-connection.ts'
import { openRaw, type RawConnection } from '../wire/connection.ts'
import { FrameWriter } from '../wire/frame.ts'
import { bombBatch, produceFrame } from '../wire/record-batch.ts'
import { authenticate, handshake, logIn } from '../wire/sasl.ts'
import type { Flood, FloodParty } from './flood.ts'
import { drip, openLoggedIn, openSockets, openTls } from './held-connections.ts'
import { repeated } from './repeated.ts'

const HALF_OPEN = 400
const SLOW = 200
/** With 600 of them, brokers that let strangers announce half a mebibyte ended. */
const HUGE_BEFORE_LOG_IN = 400
const HUGE_LOGGED_IN = 25
const BUSY = 10
const MOST = 3_000
/** The largest that Kafka takes before a log-in unless it is told otherwise: `sasl.server.max.receive.size`. */
const LARGEST_BEFORE_LOG_IN = 524_288
/** The largest request that the embedded brokers and those of Amazon MSK are told to take. */
const LARGEST_REQUEST = 2_097_152
const GARBAGE_BYTES = 8_192
const MEBIBYTE = 1_048_576
/** A batch of 130 kB that brokers unpack to 4 GiB: eight handlers of a broker that has no more would be busy for seconds. */
const BOMB_RECORDS = 4
const BOMB_ZEROS = 1_024 * MEBIBYTE

/** Some garbage looks like the beginning of more. */
const LONGEST_WAIT_MS = 200
const NO_PROOF = Buffer.alloc(64).toString('base64')

const announced = (size: number) => new FrameWriter().int32(size).toBuffer()
const oneByte = Buffer.alloc(1)

export const allFloods: readonly Flood[] = [
  {
    name: 'half-open connections',
    start: async (party) =>
      drip(await openSockets(party, HALF_OPEN), Buffer.alloc(0), Buffer.alloc(0)),
  },
  {
    name: 'slow connections',
    start: async (party) => drip(await openTls(party, SLOW), announced(100), oneByte),
  },
  {
    name: 'garbage',
    start: async ({ address }) =>
      repeated(BUSY, MOST, async () => {
        const connection = await openRaw({ ...address, plaintext: true })
        const ended = connection.closedAfter(randomBytes(GARBAGE_BYTES))
        await Promise.race([ended, sleep(LONGEST_WAIT_MS)]).finally(connection.close)
      }),
  },
  {
    name: 'huge announcements before a log-in',
    start: async (party) =>
      drip(await openTls(party, HUGE_BEFORE_LOG_IN), announced(LARGEST_BEFORE_LOG_IN), oneByte),
  },
  {
    name: 'huge announcements, logged in',
    start: async (party) =>
      drip(await openLoggedIn(party, HUGE_LOGGED_IN), announced(LARGEST_REQUEST), oneByte),
  },
  {
    name: 'log-ins with wrong passwords',
    start: async ({ address, login }) =>
      repeated(BUSY, MOST, async () => {
        const connection = await openRaw(address)
        await guessOnce(connection, login.username).finally(connection.close)
      }),
  },
  {
    name: 'requests without end',
    start: (party) => asking(party, () => METADATA),
  },
  {
    name: 'more records than the plan allows',
    start: (party) =>
      asking(party, () => produceFrame(party.topic, 0, bombBatch(1, MEBIBYTE, Date.now()))),
  },
  {
    name: 'compressed bombs',
    start: (party) => {
      const bomb = bombBatch(BOMB_RECORDS, BOMB_ZEROS, Date.now())
      return asking(party, () => produceFrame(party.topic, 0, bomb))
    },
  },
]

/** Without working out what the password would make of it: that is slow for us, not for the broker. */
async function guessOnce(connection: RawConnection, username: string): Promise<void> {
  await handshake(connection, 'SCRAM-SHA-512')
  const nonce = randomBytes(18).toString('base64')
  const { token } = await authenticate(connection, `n,,n=${username},r=${nonce}`)
  await authenticate(connection, `c=biws,${token.split(',')[0]},p=${NO_PROOF}`)
}

/** From connections of its own that stay open, each as fast as it is answered. */
async function asking(party: FloodParty, frame: () => ReturnType<typeof produceFrame>) {
  const connections = await Promise.all(
    Array.from({ length: BUSY }, async () => {
      const connection = await openRaw(party.address)
      await logIn(connection, party.login)
      return connection
    }),
  )
  let next = 0
  const flood = repeated(BUSY, MOST, async () => {
    const connection = connections[next++ % BUSY]
    await connection?.ask(frame())
  })
  return {
    stop: async () => {
      for (const connection of connections) connection.close()
      return flood.stop()
    },
  }
}
