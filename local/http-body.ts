import type { IncomingMessage, ServerResponse } from 'node:http'
import { ServiceError } from '../core/kernel/service-error.ts'
import { BODY_BYTES_MAX } from '../lambdas/middleware/read-body.ts'
import { problemAnswer } from '../lambdas/middleware/problem.ts'
import { requestIdFor } from '../lambdas/middleware/request-id.ts'
import { SECURITY_HEADERS } from '../lambdas/middleware/security-headers.ts'

/** How much of a body that is refused already is still taken, so that its sender gets to read why. */
const DISCARDED_BYTES_MAX = 64 * 1_048_576
const DISCARDED_WITHIN_MS = 5_000

/** Undefined as soon as there is more than any request of ours may have; the rest is left where it is. */
export async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  if (isAnnouncedTooLarge(request)) return undefined
  const parts: Buffer[] = []
  let size = 0
  // Ending the loop early would otherwise end the connection, and with it the answer.
  for await (const part of request.iterator({ destroyOnReturn: false })) {
    if (!Buffer.isBuffer(part)) continue
    size += part.length
    if (size > BODY_BYTES_MAX) return undefined
    parts.push(part)
  }
  return Buffer.concat(parts)
}

export function isAnnouncedTooLarge(request: IncomingMessage): boolean {
  return Number(request.headers['content-length'] ?? 0) > BODY_BYTES_MAX
}

/**
 * Says 413 at once, and ends the answer only when the sender has stopped: a connection that is closed while there is
 * something unread in it is reset, and the sender would never see the answer (RFC 9112, 9.6).
 */
export async function refuseLarge(
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const id = requestIdFor(request.headers['x-request-id']?.toString())
  const error = new ServiceError('too_large', `A body has at most ${BODY_BYTES_MAX} bytes.`)
  const { headers, body = '' } = problemAnswer(error, id)
  response.writeHead(413, {
    ...SECURITY_HEADERS,
    ...headers,
    'X-Request-Id': id,
    'Content-Length': Buffer.byteLength(body),
  })
  response.write(body)
  const isWhole = await discard(request)
  response.end()
  if (!isWhole) response.once('close', () => request.destroy()).socket?.destroySoon()
}

/** True when the body came to its end within bounds. */
function discard(request: IncomingMessage): Promise<boolean> {
  if (request.complete && request.readableEnded) return Promise.resolve(true)
  return new Promise((resolve) => {
    let size = 0
    const timer = setTimeout(() => resolve(false), DISCARDED_WITHIN_MS)
    const done = (isWhole: boolean) => {
      clearTimeout(timer)
      resolve(isWhole)
    }
    request.on('data', (part: Buffer) => {
      size += part.length
      if (size > DISCARDED_BYTES_MAX) done(false)
    })
    request.once('end', () => done(true))
    request.resume()
    request.once('close', () => done(false))
  })
}
