import type { RefusalCode, Route } from '../route.ts'
import { headersOf } from './answer-headers.ts'
import type { Json } from './json-schema.ts'
import { exampleOf, meaningOf } from './problem-examples.ts'
import { refusalsOf } from './refusals.ts'

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

/** Every refusal that one of the routes may answer with, by the names under which the document keeps them. */
export function problemComponents(routes: readonly Route<never>[]): {
  readonly responses: Json
  readonly examples: Json
} {
  const given = routes.flatMap((row) => ownRefusals(row))
  const codes = [...new Set(given.flatMap(([, each]) => each))].sort()
  return {
    responses: Object.fromEntries(
      given.map(([status, each]) => [nameOf(each), responseOf(status, each)]),
    ),
    examples: Object.fromEntries(codes.map((code) => [code, exampleOf(code)])),
  }
}

/** Every refusal that the route may answer with. */
export function problemResponses(row: Route<never>): Json {
  return Object.fromEntries(
    ownRefusals(row).map(([status, codes]) => [
      status,
      { $ref: `#/components/responses/${nameOf(codes)}` },
    ]),
  )
}

/** An answer of the route's own has its status for itself. */
function ownRefusals(row: Route<never>): readonly (readonly [string, readonly RefusalCode[]])[] {
  return [...refusalsOf(row)].flatMap(([status, codes]) =>
    Object.hasOwn(row.answers, status) ? [] : [[String(status), codes] as const],
  )
}

/** invalid, limit_reached → InvalidOrLimitReached */
function nameOf(codes: readonly RefusalCode[]): string {
  const names = codes.map((code) =>
    code.replaceAll(/(?:^|_)[a-z]/g, (letter) => letter.slice(-1).toUpperCase()),
  )
  return names.join('Or')
}

function responseOf(status: string, codes: readonly RefusalCode[]): Json {
  const only = { status: { const: Number(status) }, code: { enum: codes } }
  return {
    description: codes.map((code) => `${code}: ${meaningOf(code)}`).join(' '),
    headers: headersOf(status),
    content: {
      'application/problem+json': {
        schema: { allOf: [{ $ref: '#/components/schemas/Problem' }, { properties: only }] },
        examples: Object.fromEntries(
          codes.map((code) => [code, { $ref: `#/components/examples/${code}` }]),
        ),
      },
    },
  }
}
