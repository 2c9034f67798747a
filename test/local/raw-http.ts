import { connect, type Socket } from 'node:net'

const PATIENCE_MS = 60_000

export interface RawConnection {
  readonly socket: Socket
  write(bytes: string | Buffer): void
  /** Everything that came until the server ended the connection. Fails on a reset, and after a minute. */
  readonly untilClosed: Promise<string>
  /** Everything so far, as soon as it matches. */
  received(pattern: RegExp): Promise<string>
}

/** A connection that says exactly what it is told to, byte by byte. */
export function rawConnection(port: number): RawConnection {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true })
  let text = ''
  const untilClosed = new Promise<string>((resolve, reject) => {
    socket.on('data', (part: Buffer) => {
      text += part.toString('latin1')
    })
    socket.once('error', reject)
    socket.once('end', () => {
      socket.end()
      resolve(text)
    })
    socket.setTimeout(PATIENCE_MS, () => socket.destroy(new Error(`Nothing more after: ${text}`)))
  })
  // Whoever does not wait for the end is not told of a failure by a crash.
  untilClosed.catch(() => {})
  return {
    socket,
    untilClosed,
    write: (bytes) => void socket.write(bytes),
    received: (pattern) => receivedOn(socket, () => text, pattern),
  }
}

function receivedOn(socket: Socket, text: () => string, pattern: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    const look = () => {
      if (pattern.test(text())) resolve(text())
    }
    socket.on('data', look)
    socket.once('error', reject)
    socket.once('close', () => reject(new Error(`Closed after: ${text()}`)))
    look()
  })
}
