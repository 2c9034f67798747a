import type * as z from 'zod'
import { leastFor } from '../../../core/account/permissions.ts'
import { ANSWER_EXAMPLES } from '../examples/answer-examples.ts'
import { etagOwnerOf } from '../etag.ts'
import type { AnswerDoc, Route } from '../route.ts'
import { headerComponents, headersOf } from './answer-headers.ts'
import { type Json, jsonSchema } from './json-schema.ts'
import { parametersOf } from './parameters.ts'
import { problemComponents, problemResponses, problemSchema } from './problems.ts'

/** The API's description, from the route table and nothing else. OpenAPI 3.1. */
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
      headers: headerComponents,
      ...problemComponents(routes),
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
  return {
    operationId: row.operationId,
    summary: row.summary,
    tags: [row.tag],
    'x-access': leastFor(row.access),
    security: row.access === 'public' ? [] : [{ bearer: [] }],
    parameters: parametersOf(row),
    ...(row.body === undefined ? {} : { requestBody: requestBody(row.body, row.bodyExample) }),
    responses: { ...responsesOf(row), ...problemResponses(row) },
  }
}

/** Required when something in it is: a request without a body is read as an empty one. */
function requestBody(schema: z.ZodType, example: unknown): Json {
  return {
    required: !schema.safeParse({}).success,
    content: {
      'application/json': {
        schema: jsonSchema(schema, 'input'),
        ...(example === undefined ? {} : { example }),
      },
    },
  }
}

function responsesOf(row: Route<never>): Json {
  const { answers, operationId } = row
  return Object.fromEntries(
    Object.entries(answers).map(([status, answer]) => {
      const example = status.startsWith('2') ? ANSWER_EXAMPLES[operationId] : answer.example
      const { description } = answer
      return [
        status,
        {
          description,
          headers: headersOf(status, etagOwnerOf(row)),
          ...contentOf({ ...answer, example }),
        },
      ]
    }),
  )
}

function contentOf({ schema, contentType = 'application/json', example }: AnswerDoc): Json {
  if (schema === undefined) return {}
  const media = {
    schema: jsonSchema(schema, 'output'),
    ...(example === undefined ? {} : { example }),
  }
  return { content: { [contentType]: media } }
}
