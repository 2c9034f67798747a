import * as z from 'zod'
import type { AnswerDoc, Route } from '../route.ts'
import { problemResponses, problemSchema } from './problems.ts'

type Json = Readonly<Record<string, unknown>>

/** The API's description, from the route table and nothing else. OpenAPI 3.1, whose schemas are JSON Schema 2020-12. */
export function buildOpenApi(routes: readonly Route<never>[]): Json {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Headgate',
      version: '1.0.0',
      description:
        'Hosted Kafka that you run yourself: tenants, topics and credentials on Apache Kafka.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/v1' }],
    tags: [...new Set(routes.map((route) => route.tag))].map((name) => ({ name })),
    paths: pathsOf(routes),
    components: {
      schemas: { Problem: problemSchema },
      securitySchemes: {
        bearer: {
          type: 'http',
          scheme: 'bearer',
          description: 'An API token, or the access token of a session.',
        },
      },
    },
  }
}

function pathsOf(routes: readonly Route<never>[]): Json {
  const byPath = Map.groupBy(routes, (route) => route.path)
  return Object.fromEntries(
    [...byPath].map(([path, rows]) => [
      path,
      Object.fromEntries(rows.map((row) => [row.method.toLowerCase(), operationOf(row)])),
    ]),
  )
}

function operationOf(row: Route<never>): Json {
  const mutates = row.method !== 'GET' && row.access !== 'public'
  return {
    operationId: row.operationId,
    summary: row.summary,
    tags: [row.tag],
    security: row.access === 'public' ? [] : [{ bearer: [] }],
    parameters: [
      ...pathParameters(row.path),
      ...queryParameters(row.query),
      ...(mutates ? MUTATION_HEADERS : []),
    ],
    ...(row.body === undefined ? {} : { requestBody: requestBody(row.body, row.bodyExample) }),
    responses: { ...responsesOf(row.answers), ...problemResponses(row) },
  }
}

const MUTATION_HEADERS: readonly Json[] = [
  {
    name: 'Idempotency-Key',
    in: 'header',
    description: 'A repeat with the same key within 24 hours gets the first answer again.',
    schema: { type: 'string', minLength: 1, maxLength: 255, pattern: '^[\\x21-\\x7e]+$' },
  },
]

function pathParameters(path: string): readonly Json[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }))
}

function queryParameters(query: z.ZodType | undefined): readonly Json[] {
  if (query === undefined) return []
  const { properties = {} } = jsonSchema(query, 'input') as { properties?: Record<string, Json> }
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: false,
    schema,
  }))
}

function requestBody(schema: z.ZodType, example: unknown): Json {
  return {
    required: true,
    content: {
      'application/json': {
        schema: jsonSchema(schema, 'input'),
        ...(example === undefined ? {} : { example }),
      },
    },
  }
}

function responsesOf(answers: Readonly<Record<number, AnswerDoc>>): Json {
  return Object.fromEntries(
    Object.entries(answers).map(
      ([status, { description, schema, contentType = 'application/json', example }]) => [
        status,
        {
          description,
          ...(schema === undefined
            ? {}
            : {
                content: {
                  [contentType]: {
                    schema: jsonSchema(schema, 'output'),
                    ...(example === undefined ? {} : { example }),
                  },
                },
              }),
          ...(status === '202'
            ? {
                headers: {
                  Location: { description: 'The operation.', schema: { type: 'string' } },
                },
              }
            : {}),
        },
      ],
    ),
  )
}

function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    target: 'draft-2020-12',
  })
  return rest
}
