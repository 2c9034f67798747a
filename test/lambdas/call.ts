import type { APIGatewayProxyEventV2 } from 'aws-lambda'
import * as z from 'zod'
import type { ApiHandler } from '../../lambdas/http/api-handler.ts'
import { lambdaContext } from '../../local/lambda-context.ts'
import type { Answer } from './answer.ts'
import { checkDocumented } from './documented.ts'

export interface CallOptions {
  readonly token?: string
  /** JSON is made of it. */
  readonly body?: unknown
  /** Sent as it is, instead of `body`. */
  readonly rawBody?: string | Buffer
  /** Lower-case names. */
  readonly headers?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string>>
  readonly sourceIp?: string
}

/** `path` is below `/v1` when it does not say otherwise with a leading `//`. */
export type Caller = (method: string, path: string, options?: CallOptions) => Promise<Answer>

const resultSchema = z.object({
  statusCode: z.number(),
  headers: z.record(z.string(), z.string()),
  body: z.string().default(''),
})

/** Calls the handler with an event of API Gateway's, and checks that its document knows the answer. */
export function callerOf(handler: ApiHandler, document: object): Caller {
  return async (method, path, options = {}) => {
    const { statusCode, headers, body } = resultSchema.parse(
      await handler(eventOf(method, rooted(path), options), lambdaContext()),
    )
    const answer = { status: statusCode, headers, text: body, json: () => JSON.parse(body) }
    checkDocumented(document, method, rooted(path), answer)
    return answer
  }
}

function rooted(path: string): string {
  return path.startsWith('//') ? path.slice(1) : `/v1${path}`
}

function eventOf(method: string, path: string, options: CallOptions): APIGatewayProxyEventV2 {
  const { token, body, rawBody, headers, query, sourceIp = '192.0.2.1' } = options
  const bytes = rawBody ?? (body === undefined ? undefined : JSON.stringify(body))
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: path,
    rawQueryString: '',
    headers: {
      host: 'api.example.com',
      ...(bytes === undefined ? {} : { 'content-type': 'application/json' }),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...headers,
    },
    ...(query === undefined ? {} : { queryStringParameters: { ...query } }),
    requestContext: contextOf(method, path, sourceIp),
    ...(bytes === undefined ? {} : { body: Buffer.from(bytes).toString('base64') }),
    isBase64Encoded: bytes !== undefined,
  }
}

function contextOf(
  method: string,
  path: string,
  sourceIp: string,
): APIGatewayProxyEventV2['requestContext'] {
  return {
    accountId: 'test',
    apiId: 'test',
    domainName: 'api.example.com',
    domainPrefix: 'api',
    http: { method, path, protocol: 'HTTP/1.1', sourceIp, userAgent: 'test' },
    requestId: '',
    routeKey: '$default',
    stage: '$default',
    time: '',
    timeEpoch: 0,
  }
}
