import { randomUUID } from 'node:crypto'
import { STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import { SECURITY_HEADERS } from '../lambdas/middleware/security-headers.ts'

/** Time to read the refusal before the connection is cut. */
const READ_WITHIN_MS = 1_000

const DETAILS: Readonly<Record<number, string>> = {
  400: 'This is not HTTP as it should be.',
  408: 'The request did not arrive in time.',
  413: 'The request is larger than anything that is taken here.',
  431: 'The headers have more than 16 KiB.',
}

/**
 * The last answer on a connection whose bytes are no request: status, reason and end. There is no code of ours for it,
 * because in AWS such a thing does not get as far as us; hence RFC 9457's own type.
 */
export function refuseConnection(socket: Duplex, errorCode: string | undefined): void {
  if (errorCode === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  socket.end(refusal(statusOf(errorCode)))
  setTimeout(() => socket.destroy(), READ_WITHIN_MS).unref()
}

/** https://nodejs.org/api/http.html#event-clienterror names the first two. */
function statusOf(errorCode: string | undefined): number {
  switch (errorCode) {
    case 'HPE_HEADER_OVERFLOW':
      return 431
    case 'HPE_CHUNK_EXTENSIONS_OVERFLOW':
      return 413
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return 408
    default:
      return 400
  }
}

function refusal(status: number): string {
  const title = STATUS_CODES[status] ?? 'Bad Request'
  const requestId = randomUUID()
  const detail = DETAILS[status]
  const body = JSON.stringify({ type: 'about:blank', title, status, detail, requestId })
  const headers = {
    ...SECURITY_HEADERS,
    'Content-Type': 'application/problem+json',
    'Content-Length': Buffer.byteLength(body),
    'X-Request-Id': requestId,
    Connection: 'close',
  }
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  return [`HTTP/1.1 ${status} ${title}`, ...lines, '', body].join('\r\n')
}
