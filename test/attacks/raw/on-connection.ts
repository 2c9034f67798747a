import type { RawParty } from '../parties/read-client-properties.ts'
import { openRaw, type RawConnection } from '../wire/connection.ts'
import { FrameWriter, type RequestFrame } from '../wire/frame.ts'
import { logIn } from '../wire/sasl.ts'

/** Metadata of the cluster without topics: the least that any logged-in user is answered. */
export const METADATA: RequestFrame = {
  key: 3,
  version: 1,
  body: new FrameWriter().int32(0).toBuffer(),
}

/** Opens a connection, uses it and closes it whatever happens. */
export async function onConnection(
  { address }: Pick<RawParty, 'address'>,
  use: (connection: RawConnection) => Promise<string>,
): Promise<string> {
  const connection = await openRaw(address)
  try {
    return await use(connection)
  } finally {
    connection.close()
  }
}

/** The same once that user is logged in; its refusal when it is not let in. */
export function loggedIn(
  party: RawParty,
  use: (connection: RawConnection) => Promise<string>,
): Promise<string> {
  return onConnection(party, async (connection) => {
    const answer = await logIn(connection, party.login)
    return answer === 'none' ? use(connection) : answer
  })
}

/** `none` when the broker says which brokers there are; its answer to a request at the wrong time names none. */
export async function asksMetadata(connection: RawConnection): Promise<string> {
  const answer = await connection.ask(METADATA)
  if (answer === undefined) return 'CLOSED'
  return answer.readInt32BE(0) > 0 ? 'none' : 'ILLEGAL_SASL_STATE'
}

/** The numbers of all requests that the broker knows, by `ApiVersions` of version 0. */
export async function requestsKnown(party: Pick<RawParty, 'address'>): Promise<number[]> {
  const known: number[] = []
  await onConnection(party, async (connection) => {
    const answer = await connection.ask({ key: 18, version: 0 })
    if (answer === undefined) return 'CLOSED'
    // The error's code, how many there are, and of each its number and two versions.
    const [first, each] = [6, 6]
    for (let n = 0; n < answer.readInt32BE(2); n += 1)
      known.push(answer.readInt16BE(first + n * each))
    return 'none'
  })
  return known
}

/** `none` when the broker answers that request at all. */
export async function answered(connection: RawConnection, frame: RequestFrame): Promise<string> {
  return (await connection.ask(frame)) === undefined ? 'CLOSED' : 'none'
}
