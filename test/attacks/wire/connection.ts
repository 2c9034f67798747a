import { connect as connectTcp, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { type RequestFrame, requestFrame } from './frame.ts'

const PATIENCE_MS = 30_000
const ANSWER_BYTES_MAX = 4_000_000

export interface Address {
  readonly host: string
  readonly port: number
  /** Of who signed the broker's certificate; the machine's own authorities when it is not given. */
  readonly caPem?: string
  /** No TLS at all. */
  readonly plaintext?: boolean
}

/** A connection on which anything can be said, in any order. */
export interface RawConnection {
  readonly socket: Socket
  /** The body of the answer, after its correlation id; undefined when the broker closed the connection instead. */
  ask(frame: RequestFrame): Promise<Buffer | undefined>
  /** Sends bytes as they are and answers with whether the broker closes the connection over it. */
  closedAfter(bytes: Uint8Array): Promise<boolean>
  close(): void
}

export async function openRaw(address: Address): Promise<RawConnection> {
  const socket = await connected(address)
  let correlationId = 0
  return {
    socket,
    ask: async (frame) => {
      correlationId += 1
      socket.write(requestFrame(frame, correlationId))
      return (await answerOn(socket))?.subarray(4)
    },
    closedAfter: async (bytes) => {
      socket.write(bytes)
      return (await answerOn(socket)) === undefined
    },
    close: () => socket.destroy(),
  }
}

function connected({ host, port, caPem, plaintext }: Address): Promise<Socket> {
  const socket = plaintext
    ? connectTcp({ host, port, noDelay: true })
    : connectTls({ host, port, servername: host, ...(caPem === undefined ? {} : { ca: caPem }) })
  return new Promise((resolve, reject) => {
    socket.once(plaintext ? 'connect' : 'secureConnect', () => {
      socket.off('error', reject)
      // Whoever asks hears of the end; nobody needs to hear why.
      socket.on('error', () => {})
      resolve(socket)
    })
    socket.once('error', reject)
  })
}

/** One frame without its size; undefined when the connection ended first. */
function answerOn(socket: Socket): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    let received = Buffer.alloc(0)
    const timer = setTimeout(() => finish(() => reject(new Error('Timeout'))), PATIENCE_MS)
    const finish = (settle: () => void) => {
      clearTimeout(timer)
      socket.off('data', take).off('close', ended)
      settle()
    }
    const ended = () => finish(() => resolve(undefined))
    const take = (chunk: Buffer) => {
      received = Buffer.concat([received, chunk])
      if (received.length < 4) return
      const size = received.readInt32BE(0)
      // Not of this protocol: an alert of TLS, for one.
      if (size < 0 || size > ANSWER_BYTES_MAX) return ended()
      if (received.length >= 4 + size) finish(() => resolve(received.subarray(4, 4 + size)))
    }
    socket.on('data', take).once('close', ended)
    if (socket.closed) ended()
  })
}
