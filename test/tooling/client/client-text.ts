import * as z from 'zod'
import { fieldsText, typeText } from './type-text.ts'

const media = z.object({ schema: z.unknown() })
const answerShape = z.looseObject({ content: z.record(z.string(), media).optional() })
const operationShape = z.object({
  operationId: z.string(),
  summary: z.string(),
  parameters: z.array(
    z.object({ name: z.string(), in: z.string(), schema: z.record(z.string(), z.unknown()) }),
  ),
  requestBody: z
    .object({ required: z.boolean(), content: z.object({ 'application/json': media }) })
    .optional(),
  responses: z.record(z.string(), answerShape),
})
const documentShape = z.object({
  paths: z.record(z.string(), z.record(z.string(), operationShape)),
})

type Operation = z.output<typeof operationShape>

const HEADER = `// Made from the API's OpenAPI document by \`npm run client:generate\`: change the routes, not this file.
`

/** The client's generated module: the types of every operation, and how each is asked for. */
export function clientText(document: unknown): string {
  const rows = Object.entries(documentShape.parse(document).paths)
    .flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
    )
    .toSorted((a, b) => (a.operation.operationId < b.operation.operationId ? -1 : 1))
  const types = rows.map(({ operation }) => typesText(operation))
  const wires = rows.map(
    ({ path, method, operation }) =>
      `  ${operation.operationId}: ${wireText(path, method, operation)},`,
  )
  return [
    HEADER,
    '/** What each operation takes and answers with. */',
    `export interface Operations {\n${types.join('\n')}\n}\n`,
    '/** How each operation is asked for over HTTP. */',
    `export const OPERATIONS = {\n${wires.join('\n')}\n} as const\n`,
  ].join('\n')
}

function typesText(operation: Operation): string {
  return [
    `  /** ${operation.summary.replaceAll('*/', '* /')}. */`,
    `  readonly ${operation.operationId}: {`,
    `    readonly input: ${inputText(operation)}`,
    `    readonly answer: ${answerText(operation)}`,
    '  }',
  ].join('\n')
}

/** Path and query parameters, and the body, side by side under their own names. */
function inputText({ parameters, requestBody }: Operation): string {
  const path = parametersIn(parameters, 'path')
  const query = parametersIn(parameters, 'query')
  const body = requestBody?.content['application/json'].schema
  return fieldsText(
    {
      ...path,
      ...(Object.keys(query).length === 0
        ? {}
        : { query: { type: 'object', properties: asGiven(query) } }),
      ...(body === undefined ? {} : { body }),
    },
    [...Object.keys(path), ...(requestBody?.required === true ? ['body'] : [])],
  )
}

/** A whole number in a query travels as text; callers give either. */
function asGiven(query: Readonly<Record<string, Readonly<Record<string, unknown>>>>) {
  return Object.fromEntries(
    Object.entries(query).map(([name, schema]) => [
      name,
      isPlainText(schema) ? { anyOf: [{ type: 'string' }, { type: 'number' }] } : schema,
    ]),
  )
}

const isPlainText = (schema: Readonly<Record<string, unknown>>) =>
  schema['type'] === 'string' && schema['enum'] === undefined

function parametersIn(parameters: Operation['parameters'], where: string) {
  return Object.fromEntries(
    parameters.filter((each) => each.in === where).map(({ name, schema }) => [name, schema]),
  )
}

function successOf({ responses }: Operation) {
  const [, success] = Object.entries(responses).find(([status]) => status.startsWith('2')) ?? []
  const [contentType, content] = Object.entries(success?.content ?? {})[0] ?? []
  return { contentType, schema: content?.schema }
}

function answerText(operation: Operation): string {
  const { contentType, schema } = successOf(operation)
  if (contentType === undefined) return 'undefined'
  if (contentType === 'application/json') return typeText(schema)
  return contentType.startsWith('text/') ? 'string' : 'Uint8Array'
}

function wireText(path: string, method: string, operation: Operation): string {
  const { contentType } = successOf(operation)
  const isText = contentType?.startsWith('text/') ?? false
  const answer = contentType === undefined ? 'none' : isText ? 'text' : 'bytes'
  const wire = {
    method: method.toUpperCase(),
    path,
    takesKey: operation.parameters.some(({ name }) => name === 'Idempotency-Key'),
    answer: contentType === 'application/json' ? 'json' : answer,
  }
  return JSON.stringify(wire)
}
