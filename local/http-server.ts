import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import type { ApiHandler } from '../lambdas/http/api-handler.ts'
import { ServiceError } from '../core/kernel/service-error.ts'
import { BODY_BYTES_MAX } from '../lambdas/middleware/read-body.ts'
import { problemAnswer } from '../lambdas/middleware/problem.ts'
import { httpEvent } from './http-event.ts'
import { lambdaContext } from './lambda-context.ts'

/** A request that takes longer to arrive than this is not honest, or not alive. */
const REQUEST_ARRIVES_WITHIN_MS = 30_000
const CONNECTIONS_MAX = 2_000

export interface HttpServer {
  readonly port: number
  /** Takes no more requests, lets those under way end for a second, then cuts them. */
  close(): Promise<void>
}

/** Puts a Lambda handler behind node:http, on one address, with the limits that API Gateway would set. */
export async function serveHttp(
  handler: ApiHandler,
  listen: { host: string; port: number },
): Promise<HttpServer> {
  const server = createServer(
    { requestTimeout: REQUEST_ARRIVES_WITHIN_MS },
    (request, response) => {
      answer(handler, request, response).catch(() => response.destroy())
    },
  )
  server.maxConnections = CONNECTIONS_MAX
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen({ ...listen, backlog: CONNECTIONS_MAX }, resolve)
  })
  return { port: portOf(server), close: () => close(server) }
}

async function answer(
  handler: ApiHandler,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await readBounded(request)
  if (body === undefined) return refuseLarge(request, response)
  const result = await handler(httpEvent(request, body), lambdaContext())
  write(response, typeof result === 'string' ? { statusCode: 200, body: result } : result)
}

/** Undefined as soon as there is more than any request of ours may have. */
async function readBounded(request: IncomingMessage): Promise<Buffer | undefined> {
  if (Number(request.headers['content-length'] ?? 0) > BODY_BYTES_MAX) return undefined
  const parts: Buffer[] = []
  let size = 0
  for await (const part of request) {
    if (!Buffer.isBuffer(part)) continue
    size += part.length
    if (size > BODY_BYTES_MAX) return undefined
    parts.push(part)
  }
  return Buffer.concat(parts)
}

/** The rest of the body is not read: the answer goes out, then the connection ends. */
function refuseLarge(request: IncomingMessage, response: ServerResponse): void {
  const detail = `A body has at most ${BODY_BYTES_MAX} bytes.`
  const id = request.headers['x-request-id']
  const requestId = typeof id === 'string' && /^[A-Za-z0-9._:-]{1,128}$/.test(id) ? id : 'none'
  const result = problemAnswer(new ServiceError('too_large', detail), requestId)
  write(response, { ...result, headers: { ...result.headers, Connection: 'close' } })
  request.resume()
  setTimeout(() => request.destroy(), 1_000).unref()
}

function write(response: ServerResponse, result: APIGatewayProxyStructuredResultV2): void {
  response.statusCode = result.statusCode ?? 200
  for (const [name, value] of Object.entries(result.headers ?? {}))
    response.setHeader(name, String(value))
  response.end(result.body)
}

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}

async function close(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  server.closeIdleConnections()
  const cut = setTimeout(() => server.closeAllConnections(), 1_000)
  await closed
  clearTimeout(cut)
}
