import type { Route } from '../route.ts'

/** RFC 9457, with our code, the request's id, and a pointer for each thing that is wrong with the input. */
export const problemSchema = {
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

const EVERYWHERE: readonly (readonly [number, string])[] = [
  [400, 'The body is not JSON.'],
  [413, 'The body is too large.'],
  [415, 'The body is not application/json.'],
  [422, 'The input is not acceptable, or a limit is reached.'],
  [429, 'Too many requests.'],
  [500, 'A fault of ours.'],
  [503, 'A part of the service is not available.'],
]

const SIGNED_IN: readonly (readonly [number, string])[] = [
  [401, 'No token, or one that is not valid.'],
  [403, 'The role does not allow it.'],
]

/** Every refusal that the route may answer with. */
export function problemResponses(row: Route<never>): Readonly<Record<string, unknown>> {
  const named = row.path.includes('{')
    ? [[404, 'There is no such thing, or it is somebody else’s.'] as const]
    : []
  const changes =
    row.method === 'GET'
      ? []
      : [
          [409, 'In conflict with what is there.'] as const,
          [412, 'It was changed in the meantime.'] as const,
        ]
  const conflictingReads =
    row.path.endsWith('/secret') || row.path.endsWith('/connection')
      ? [[409, 'Not usable yet.'] as const]
      : []
  const statuses = [
    ...EVERYWHERE,
    ...(row.access === 'public' ? [[401, 'Not the right password or token.'] as const] : SIGNED_IN),
    ...named,
    ...changes,
    ...conflictingReads,
  ]
  const own = new Set(Object.keys(row.answers))
  return Object.fromEntries(
    statuses
      .filter(([status]) => !own.has(String(status)))
      .map(([status, description]) => [String(status), problem(description)]),
  )
}

function problem(description: string) {
  return {
    description,
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  }
}
