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

type Refusals = Readonly<Record<number, string>>

const EVERYWHERE: Refusals = {
  400: 'The body is not JSON.',
  413: 'The body is too large.',
  415: 'The body is not application/json.',
  422: 'The input is not acceptable, or a limit is reached.',
  429: 'Too many requests.',
  500: 'A fault of ours.',
  503: 'A part of the service is not available.',
}

/** Every refusal that the route may answer with. */
export function problemResponses(row: Route<never>): Json {
  const refusals: Refusals = {
    ...EVERYWHERE,
    ...ofTheCaller(row),
    ...ofTheResource(row),
  }
  const own = new Set(Object.keys(row.answers))
  return Object.fromEntries(
    Object.entries(refusals)
      .filter(([status]) => !own.has(status))
      .map(([status, description]) => [status, problem(status, description)]),
  )
}

function ofTheCaller({ access, path }: Route<never>): Refusals {
  if (access === 'public')
    return path.startsWith('/sessions') ? { 401: 'Not the right password or token.' } : {}
  return { 401: 'No token, or one that is not valid.', 403: 'The role does not allow it.' }
}

function ofTheResource({ method, access, path }: Route<never>): Refusals {
  const isSecret = path.endsWith('/secret') || path.endsWith('/connection')
  // An operator belongs to no account.
  const isNamed = path.includes('{') || path === '/account'
  return {
    ...(isNamed ? { 404: 'There is no such thing, or it is somebody else’s.' } : {}),
    ...(method === 'GET' ? {} : { 409: 'In conflict with what is there.' }),
    ...(method === 'GET' || access === 'public' ? {} : { 412: 'It was changed in the meantime.' }),
    ...(isSecret ? { 409: 'Not usable yet.' } : {}),
  }
}

function problem(status: string, description: string): Json {
  return {
    description,
    headers: headersOf(status),
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  }
}
