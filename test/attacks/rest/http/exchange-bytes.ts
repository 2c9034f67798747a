import { connect, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'

const PATIENCE_MS = 30_000

/** A connection to where the url leads. */
export function connectionTo(url: URL): Socket {
  const isTls = url.protocol === 'https:'
  const port = Number(url.port || (isTls ? 443 : 80))
  const host = url.hostname
  return isTls ? connectTls({ host, port, servername: host }) : connect({ host, port })
}

/** Sends the bytes as they are, and answers with all that comes until the other side ends; with `CLOSED` before that, when it is cut. */
export function exchangeBytes(url: URL, bytes: string): Promise<string> {
  const socket = connectionTo(url)
  const parts: Buffer[] = []
  return new Promise((resolve) => {
    const done = (cut: string) => {
      socket.destroy()
      resolve(Buffer.concat(parts).toString('latin1') || cut)
    }
    socket.on('data', (part: Buffer) => parts.push(part))
    socket.once('end', () => done('CLOSED'))
    socket.once('error', () => done('CLOSED'))
    socket.setTimeout(PATIENCE_MS, () => done('Timeout'))
    socket.write(Buffer.from(bytes, 'latin1'))
  })
}

/** The bytes of a request, ended by `Connection: close`; header lines are taken as they are. */
export function requestBytes(
  url: URL,
  line: string,
  headers: readonly string[] = [],
  body = '',
): string {
  const all = [`${line} HTTP/1.1`, `Host: ${url.host}`, 'Connection: close', ...headers]
  return `${all.join('\r\n')}\r\n\r\n${body}`
}

/** The statuses of all answers in what came, in their order. */
export function statusesOf(text: string): readonly number[] {
  return [...text.matchAll(/(?:^|\r?\n|\})HTTP\/1\.1 (\d{3})/g)].map(([, status]) => Number(status))
}
