import middy from '@middy/core'
import httpRouter from '@middy/http-router'
import type { APIGatewayProxyEventV2, APIGatewayProxyResultV2, Context } from 'aws-lambda'
import type { Randomness } from '../../core/kernel/ids.ts'
import { ServiceError } from '../../core/kernel/service-error.ts'
import { answerCall } from '../middleware/answer-once.ts'
import { answerHeaders } from '../middleware/answer-headers.ts'
import { auditRefusals } from '../middleware/audit-refusals.ts'
import { authenticate } from '../middleware/authenticate.ts'
import type { ApiEvent, ApiResult } from '../middleware/event.ts'
import { headAsGet } from '../middleware/head-as-get.ts'
import { parseCall } from '../middleware/parse-call.ts'
import { problemAnswers, type ReportFault } from '../middleware/problem-answers.ts'
import { limitFailedLogIns, rateLimit } from '../middleware/rate-limit.ts'
import { createRateLimiter, type RateLimiter } from '../middleware/rate-limiter.ts'
import { requestId } from '../middleware/request-id.ts'
import { openCursor, sealCursor } from '../middleware/sealed-cursors.ts'
import type { AuthenticationDeps } from './deps.ts'
import { welcomePage } from './docs/welcome-page.ts'
import { refuseUnknown } from './refuse-unknown.ts'
import type { Answer, Route } from './route.ts'

export type ApiHandler = (
  event: APIGatewayProxyEventV2,
  context: Context,
) => Promise<APIGatewayProxyResultV2>

interface HandlerDeps extends AuthenticationDeps {
  readonly randomness: Randomness
}

/** One function of the API: those routes, behind the middleware that every request passes. */
export function createApiHandler<Deps extends HandlerDeps>(
  deps: Deps,
  routes: readonly Route<Deps>[],
  report: ReportFault,
): ApiHandler {
  const limiter = createRateLimiter(deps.clock)
  const router = httpRouter<ApiEvent, ApiResult>({
    routes: [
      ...routes.map((route) => ({
        method: route.method,
        path: `/v1${route.path}`,
        handler: routeHandler(deps, limiter, route, report),
      })),
      { method: 'GET', path: '/', handler: async () => resultOf(welcomePage()) },
    ],
    notFoundResponse: ({ method, path }) => refuseUnknown(routes, method, path),
  })
  return middy<ApiEvent, ApiResult>()
    .use(headAsGet())
    .use(answerHeaders())
    .use(requestId())
    .use(problemAnswers(report))
    .handler(router) as unknown as ApiHandler
}

function routeHandler<Deps extends HandlerDeps>(
  deps: Deps,
  limiter: RateLimiter,
  route: Route<Deps>,
  report: ReportFault,
) {
  return middy<ApiEvent, ApiResult>()
    .use(auditRefusals(deps, route, report))
    .use(limitFailedLogIns(limiter, route))
    .use(authenticate(deps, route.access))
    .use(rateLimit(limiter, route))
    .use(openCursor(deps.tokens, route))
    .use(parseCall(route))
    .handler(async (event) => {
      if (event.call === undefined)
        throw new ServiceError('internal', 'The request was not parsed.')
      const answer = await answerCall(deps, route, event.call, report)
      return resultOf(sealCursor(deps.tokens, route, event, answer))
    })
}

function resultOf({
  status,
  body,
  contentType = 'application/json',
  headers = {},
}: Answer): ApiResult {
  if (body === undefined) return { statusCode: status, headers: { ...headers } }
  if (body instanceof Uint8Array)
    return bytesOf(status, body, { 'Content-Type': contentType, ...headers })
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return { statusCode: status, headers: { 'Content-Type': contentType, ...headers }, body: text }
}

/** An event carries text, so bytes travel as base64. */
function bytesOf(
  statusCode: number,
  body: Uint8Array,
  headers: Readonly<Record<string, string>>,
): ApiResult {
  return {
    statusCode,
    headers: { ...headers },
    body: Buffer.from(body).toString('base64'),
    isBase64Encoded: true,
  }
}
