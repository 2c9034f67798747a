import * as z from 'zod'

const jsonSchemaSchema = z.record(z.string(), z.unknown())

const contentSchema = z.record(
  z.string(),
  z.object({ schema: jsonSchemaSchema.optional(), example: z.unknown().optional() }),
)

const parameterSchema = z.object({
  name: z.string(),
  in: z.enum(['path', 'query', 'header']),
  required: z.boolean().default(false),
  description: z.string().default(''),
  schema: jsonSchemaSchema,
})

const responseSchema = z.object({ description: z.string(), content: contentSchema.optional() })

const operationSchema = z.object({
  operationId: z.string(),
  summary: z.string(),
  tags: z.array(z.string()),
  'x-access': z.string(),
  parameters: z.array(parameterSchema).default([]),
  requestBody: z.object({ required: z.boolean(), content: contentSchema }).optional(),
  responses: z.record(z.string(), z.union([responseSchema, z.object({ $ref: z.string() })])),
})

const documentSchema = z.object({
  info: z.object({ title: z.string(), version: z.string(), description: z.string() }),
  tags: z.array(z.object({ name: z.string() })),
  paths: z.record(z.string(), z.record(z.string(), operationSchema)),
  components: z.object({ responses: z.record(z.string(), responseSchema) }),
})

export type JsonSchema = z.output<typeof jsonSchemaSchema>
export type Parameter = z.output<typeof parameterSchema>

type Response = z.output<typeof responseSchema>
type Written = z.output<typeof operationSchema>

export interface Operation extends Omit<Written, 'responses'> {
  readonly method: string
  readonly path: string
  readonly responses: Readonly<Record<string, Response>>
}

/** What the page shows of an OpenAPI document of ours. */
export interface Reference {
  readonly info: z.output<typeof documentSchema>['info']
  readonly groups: readonly { readonly tag: string; readonly operations: readonly Operation[] }[]
}

/** Reads the document as any other reader of it would, so that page and document cannot differ. */
export function readReference(document: unknown): Reference {
  const { info, tags, paths, components } = documentSchema.parse(document)
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      ...operation,
      responses: resolved(operation.responses, components.responses),
      method: method.toUpperCase(),
      path,
    })),
  )
  const groups = tags.map(({ name }) => ({
    tag: name,
    operations: operations.filter((operation) => operation.tags.includes(name)),
  }))
  return { info, groups }
}

/** What stands in the document once for all operations, put where it is referred to. */
function resolved(
  responses: Written['responses'],
  components: Readonly<Record<string, Response>>,
): Readonly<Record<string, Response>> {
  return Object.fromEntries(
    Object.entries(responses).flatMap(([status, response]) => {
      const found =
        '$ref' in response
          ? components[response.$ref.slice('#/components/responses/'.length)]
          : response
      return found === undefined ? [] : [[status, found]]
    }),
  )
}
