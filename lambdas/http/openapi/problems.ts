import type { Route } from '../route.ts'
import { headersOf } from './answer-headers.ts'
import type { Json } from './json-schema.ts'

/** RFC 9457, with our code, the request's id, and a pointer for each thing that is wrong with the input. */
export const problemSchema: Json = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'code', 'requestId'],
  properties: {
    type: { type: 'string', description: 'Stable: urn:headgate:problem: and the code.' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    code: { type: 'string' },
    requestId: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['pointer', 'detail'],
        properties: { pointer: { type: 'string' }, detail: { type: 'string' } },
      },
    },
  },
}

/** Every refusal there is. */
const DESCRIPTIONS = {
  400: 'The body is not JSON.',
  401: 'No token or password, or one that is not valid.',
  403: 'The role does not allow it.',
  404: 'There is no such thing, or it is somebody else’s.',
  409: 'In conflict with what is there, or not usable yet.',
  412: 'It was changed in the meantime.',
  413: 'The body is too large.',
  415: 'The body is not application/json.',
  422: 'The input is not acceptable, or a limit is reached.',
  429: 'Too many requests.',
  500: 'A fault of ours.',
  503: 'A part of the service is not available.',
} as const

type Status = keyof typeof DESCRIPTIONS

const EVERYWHERE: readonly Status[] = [400, 413, 415, 422, 429, 500, 503]

/** The refusals, by the names under which the document keeps them. */
export const problemComponents: Json = Object.fromEntries(
  Object.entries(DESCRIPTIONS).map(([status, description]) => [
    `Problem${status}`,
    {
      description,
      headers: headersOf(status),
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    },
  ]),
)

/** Every refusal that the route may answer with. */
export function problemResponses(row: Route<never>): Json {
  const own = new Set(Object.keys(row.answers))
  return Object.fromEntries(
    [...EVERYWHERE, ...ofTheCaller(row), ...ofTheResource(row)]
      .filter((status) => !own.has(String(status)))
      .map((status) => [String(status), { $ref: `#/components/responses/Problem${status}` }]),
  )
}

/** Public routes that refuse a wrong secret. */
const WITH_A_SECRET = ['/operator/claim', '/invitations/accept']

function ofTheCaller({ access, path }: Route<never>): readonly Status[] {
  if (access !== 'public') return [401, 403]
  return path.startsWith('/sessions') || WITH_A_SECRET.includes(path) ? [401] : []
}

function ofTheResource({ method, access, path }: Route<never>): readonly Status[] {
  // What needs a credential that works now: a tenant may have none.
  const needsCredential = /\/(?:secret|connection|records|consumer-groups(?:\/[^/]+)?)$/.test(path)
  // An operator belongs to no account.
  const isNamed = path.includes('{') || path === '/account'
  return [
    ...(isNamed ? ([404] as const) : []),
    ...(method !== 'GET' || needsCredential ? ([409] as const) : []),
    ...(method === 'GET' || access === 'public' ? [] : ([412] as const)),
  ]
}
