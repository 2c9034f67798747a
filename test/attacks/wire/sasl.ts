import type { RawConnection } from './connection.ts'
import { FrameWriter } from './frame.ts'
import { type ScramLogin, scramExchange } from './scram.ts'

const HANDSHAKE = 17
const AUTHENTICATE = 36

/** Error codes of answers before a log-in: https://kafka.apache.org/protocol#protocol_error_codes */
const WORDS: Readonly<Record<number, string>> = {
  0: 'none',
  33: 'UNSUPPORTED_SASL_MECHANISM',
  34: 'ILLEGAL_SASL_STATE',
  58: 'SASL_AUTHENTICATION_FAILED',
}

export interface SaslAnswer {
  readonly word: string
  readonly token: string
  /** For people, when it failed. */
  readonly message: string
}

export async function handshake(connection: RawConnection, mechanism: string): Promise<string> {
  const body = new FrameWriter().string(mechanism).toBuffer()
  const answer = await connection.ask({ key: HANDSHAKE, version: 1, body })
  return answer === undefined ? 'CLOSED' : wordOf(answer.readInt16BE(0))
}

export async function authenticate(connection: RawConnection, token: string): Promise<SaslAnswer> {
  const body = new FrameWriter().bytes(Buffer.from(token)).toBuffer()
  const answer = await connection.ask({ key: AUTHENTICATE, version: 0, body })
  if (answer === undefined) return { word: 'CLOSED', token: '', message: '' }
  const messageLength = Math.max(0, answer.readInt16BE(2))
  const message = answer.toString('utf8', 4, 4 + messageLength)
  const told = answer.subarray(8 + messageLength).toString()
  return { word: wordOf(answer.readInt16BE(0)), token: told, message }
}

/** The whole log-in, also on a connection that is logged in already: `none`, or the first refusal. */
export async function logIn(connection: RawConnection, login: ScramLogin): Promise<string> {
  const agreed = await handshake(connection, 'SCRAM-SHA-512')
  if (agreed !== 'none') return agreed
  const exchange = scramExchange(login)
  const first = await authenticate(connection, exchange.first)
  if (first.word !== 'none') return first.word
  return (await authenticate(connection, exchange.final(first.token))).word
}

function wordOf(code: number): string {
  return WORDS[code] ?? `error ${code}`
}
