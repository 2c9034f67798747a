import type { Json } from './json-schema.ts'

const text = { type: 'string' }

/** Headers of answers, by the names under which the document keeps them. */
export const headerComponents: Json = {
  RequestId: {
    description: 'The id of the request: the caller’s X-Request-Id if it was fit, else a new one.',
    schema: text,
  },
  RateLimit: {
    description:
      'What is left of the rate limit (r) and in how many seconds it is whole again (t).',
    schema: text,
  },
  RateLimitPolicy: {
    description: 'The rate limit: so many requests (q) in so many seconds (w).',
    schema: text,
  },
  RetryAfter: {
    description: 'In how many seconds to come back.',
    schema: { type: 'integer', minimum: 1 },
  },
  Location: { description: 'The operation.', schema: text },
  ETag: {
    description:
      'Of the one thing that is shown, for If-Match: it changes with every change that somebody asks for, not with progress. Topics and credentials have that of their tenant.',
    schema: text,
  },
}

/** The headers of an answer with that status; `owner` is what its ETag tells the state of, if it may have one. */
export function headersOf(status: string, owner?: string): Json {
  return {
    'X-Request-Id': refTo('RequestId'),
    RateLimit: refTo('RateLimit'),
    'RateLimit-Policy': refTo('RateLimitPolicy'),
    ...(owner === undefined ? {} : { ETag: refTo('ETag') }),
    ...(status === '202' ? { Location: refTo('Location') } : {}),
    ...(status === '429' ? { 'Retry-After': refTo('RetryAfter') } : {}),
  }
}

function refTo(name: string): Json {
  return { $ref: `#/components/headers/${name}` }
}
