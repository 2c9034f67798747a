import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import type { ApiHandler } from '../lambdas/http/api-handler.ts'
import { isAnnouncedTooLarge, readBody, refuseLarge } from './http-body.ts'
import { httpEvent } from './http-event.ts'
import { refuseConnection } from './http-refusals.ts'
import { lambdaContext } from './lambda-context.ts'

/** A request that takes longer to arrive than this is not honest, or not alive. */
const REQUEST_ARRIVES_WITHIN_MS = 30_000
/** How often latecomers are looked for. */
const LATE_EVERY_MS = 500
const CONNECTIONS_MAX = 2_000

export interface HttpServer {
  readonly port: number
  /** Takes no more requests, lets those under way end for a second, then cuts them. */
  close(): Promise<void>
}

export interface Listen {
  readonly host: string
  readonly port: number
  readonly requestArrivesWithinMs?: number
}

/** Puts a Lambda handler behind node:http, on one address, with the limits that API Gateway would set. */
export async function serveHttp(handler: ApiHandler, listen: Listen): Promise<HttpServer> {
  const arrivesWithinMs = listen.requestArrivesWithinMs ?? REQUEST_ARRIVES_WITHIN_MS
  const server = createServer({
    requestTimeout: arrivesWithinMs,
    headersTimeout: arrivesWithinMs,
    connectionsCheckingInterval: LATE_EVERY_MS,
  })
  server.maxConnections = CONNECTIONS_MAX
  answerAll(server, handler)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen({ host: listen.host, port: listen.port, backlog: CONNECTIONS_MAX }, resolve)
  })
  return { port: portOf(server), close: () => close(server) }
}

interface LastRequest {
  readonly request: IncomingMessage
  /** Answers leave a connection in order, so this one's end is the end of all before it. */
  readonly answered: Promise<void>
}

function answerAll(server: Server, handler: ApiHandler): void {
  const last = new WeakMap<Duplex, LastRequest>()
  const refused = new WeakSet<Duplex>()
  const onRequest = (request: IncomingMessage, response: ServerResponse) => {
    const answered = new Promise<void>((resolve) => response.once('close', resolve))
    last.set(request.socket, { request, answered })
    answer(handler, request, response).catch(() => response.destroy())
  }
  server.on('request', onRequest)
  // "Expect: 100-continue": what is too large is refused before it is sent.
  server.on('checkContinue', (request, response) => {
    if (!isAnnouncedTooLarge(request)) response.writeContinue()
    onRequest(request, response)
  })
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (refused.has(socket)) return
    refused.add(socket)
    void goodRequestsAnswered(last.get(socket)).then(() => refuseConnection(socket, error.code))
  })
}

/** Rubbish behind good requests does not cost those their answers; one that is rubbish itself is waited for in vain. */
async function goodRequestsAnswered(last: LastRequest | undefined): Promise<void> {
  if (last?.request.complete) await last.answered
}

async function answer(
  handler: ApiHandler,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await readBody(request)
  if (body === undefined) return refuseLarge(request, response)
  const result = await handler(httpEvent(request, body), lambdaContext())
  write(response, typeof result === 'string' ? { statusCode: 200, body: result } : result)
}

function write(response: ServerResponse, result: APIGatewayProxyStructuredResultV2): void {
  response.statusCode = result.statusCode ?? 200
  for (const [name, value] of Object.entries(result.headers ?? {}))
    response.setHeader(name, String(value))
  const encoding = result.isBase64Encoded === true ? 'base64' : 'utf8'
  response.end(Buffer.from(result.body ?? '', encoding))
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
