import { randomBytes } from 'node:crypto'
import { FrameWriter } from '../wire/frame.ts'
import { answered, asksMetadata, loggedIn, METADATA, onConnection } from './on-connection.ts'
import type { RawAttack, RawControl } from './raw-attack.ts'

const GARBAGE_BYTES = 4_096
const API_VERSIONS = { key: 18, version: 0 }

const asksLoggedIn: RawControl = {
  kind: 'harmless',
  attempt: ({ attacker }) => loggedIn(attacker, (connection) => asksMetadata(connection)),
}

const asksVersions: RawControl = {
  kind: 'harmless',
  attempt: ({ attacker }) =>
    onConnection(attacker, (connection) => answered(connection, API_VERSIONS)),
}

/** Requests that controllers sent to brokers before Kafka 4, and some that nobody ever knew. */
const FOREIGN_KEYS: readonly (readonly [string, number, number])[] = [
  ['lead and follow partitions', 4, 0],
  ['stop a replica', 5, 0],
  ['change what brokers know', 6, 0],
  ['shut a broker down', 7, 0],
  ['a request of number 999', 999, 0],
  ['a request of number -1', -1, 0],
  ['metadata of version 999', 3, 999],
]

const SIZES: readonly (readonly [string, number])[] = [
  ['a negative size', -1],
  ['two gigabytes', 0x7f_ff_ff_ff],
  ['eight megabytes', 8_000_000],
]

/** Frames that no client sends. The broker ends the connection over each, and stays up. */
export const frameAttacks: readonly RawAttack[] = [
  ...FOREIGN_KEYS.map(
    ([what, key, version]): RawAttack => ({
      name: `say to a broker: ${what}`,
      attempt: ({ attacker }) =>
        loggedIn(attacker, (connection) =>
          answered(connection, { key, version, body: Buffer.alloc(64) }),
        ),
      control: asksLoggedIn,
    }),
  ),
  ...SIZES.map(
    ([what, size]): RawAttack => ({
      name: `announce ${what} once logged in`,
      attempt: ({ attacker }) =>
        loggedIn(attacker, async (connection) =>
          closed(await connection.closedAfter(sizeOf(size))),
        ),
      control: asksLoggedIn,
    }),
  ),
  ...SIZES.map(
    ([what, size]): RawAttack => ({
      name: `announce ${what} before a log-in`,
      attempt: ({ attacker }) =>
        onConnection(attacker, async (connection) =>
          closed(await connection.closedAfter(sizeOf(size))),
        ),
      control: asksVersions,
    }),
  ),
  {
    name: 'send garbage in a frame of the right size',
    attempt: ({ attacker }) =>
      loggedIn(attacker, async (connection) => {
        const garbage = new FrameWriter().bytes(randomBytes(GARBAGE_BYTES)).toBuffer()
        return closed(await connection.closedAfter(garbage))
      }),
    control: asksLoggedIn,
  },
  {
    name: 'send a request that says it has a billion topics',
    attempt: ({ attacker }) =>
      loggedIn(attacker, (connection) =>
        answered(connection, {
          ...METADATA,
          body: new FrameWriter().int32(1_000_000_000).toBuffer(),
        }),
      ),
    control: asksLoggedIn,
  },
  {
    name: 'speak HTTP',
    attempt: ({ attacker }) =>
      onConnection(attacker, async (connection) =>
        closed(await connection.closedAfter(Buffer.from('GET / HTTP/1.1\r\n\r\n'))),
      ),
    control: asksVersions,
  },
]

const sizeOf = (bytes: number) => new FrameWriter().int32(bytes).toBuffer()

const closed = (over: boolean) => (over ? 'CLOSED' : 'none')
