import { describe, expect, it } from '@jest/globals'
import * as z from 'zod'
import { buildOpenApi } from '../../../lambdas/http/openapi/build-openapi.ts'
import { apiRoutes } from '../../../lambdas/http/api-routes.ts'
import { allRoutes } from '../../../lambdas/http/routes.ts'

type Json = Readonly<Record<string, unknown>>

const document = buildOpenApi(allRoutes)

const described = z.object({ description: z.string().min(1) })
const referred = z.strictObject({ $ref: z.string().startsWith('#/components/') })
const content = z.record(
  z.string().regex(/^[a-z]+\/[a-z+]+$/),
  z.strictObject({
    schema: z.looseObject({}),
    example: z.unknown().optional(),
    examples: z.record(z.string(), referred).optional(),
  }),
)
const header = z.union([referred, z.looseObject({ schema: z.looseObject({}) })])
const response = z.union([
  referred,
  z.strictObject({
    description: z.string().min(1),
    headers: z.record(z.string(), header).optional(),
    content: content.optional(),
  }),
])
const parameter = z.strictObject({
  name: z.string().min(1),
  in: z.enum(['path', 'query', 'header']),
  required: z.boolean(),
  description: z.string().optional(),
  schema: z.looseObject({}),
})
const operation = z.strictObject({
  operationId: z.string().regex(/^[a-z][A-Za-z]+$/),
  summary: z.string().min(1),
  tags: z.array(z.string()).length(1),
  'x-access': z.string(),
  security: z.array(z.record(z.string(), z.array(z.string()))).max(1),
  parameters: z.array(parameter),
  requestBody: z.strictObject({ required: z.boolean(), content }).optional(),
  responses: z.record(z.string().regex(/^[2-5]\d\d$/), response),
})
/** What OpenAPI 3.1 asks of a document, as far as ours uses it: https://spec.openapis.org/oas/v3.1.0 */
const openApi = z.strictObject({
  openapi: z.string().regex(/^3\.1\.\d+$/),
  info: z.looseObject({ title: z.string().min(1), version: z.string().min(1) }),
  servers: z.array(z.strictObject({ url: z.string() })),
  tags: z.array(z.looseObject({ name: z.string() })),
  paths: z.record(
    z.string().startsWith('/'),
    z.record(z.enum(['get', 'post', 'patch', 'delete']), operation.optional()),
  ),
  components: z.strictObject({
    schemas: z.record(z.string(), z.looseObject({})),
    headers: z.record(z.string(), described.loose()),
    responses: z.record(z.string(), response),
    examples: z.record(z.string(), z.strictObject({ summary: z.string(), value: z.unknown() })),
    securitySchemes: z.record(z.string(), z.looseObject({ type: z.string() })),
  }),
})

const parsed = openApi.parse(document)
const operations = Object.entries(parsed.paths).flatMap(([path, methods]) =>
  Object.values(methods).flatMap((each) => (each === undefined ? [] : [{ ...each, path }])),
)

/** Every object in the document. */
function everyObject(value: unknown): readonly Json[] {
  if (typeof value !== 'object' || value === null) return []
  const inside = Object.values(value).flatMap(everyObject)
  return Array.isArray(value) ? inside : [{ ...value }, ...inside]
}

function resolve(ref: string): unknown {
  let at: unknown = document
  for (const key of ref.slice(2).split('/')) at = z.record(z.string(), z.unknown()).parse(at)[key]
  return at
}

describe('The OpenAPI document', () => {
  it('describes every route of the table, each once', () => {
    const ids = operations.map(({ operationId }) => operationId)
    expect(ids.toSorted()).toEqual(allRoutes.map(({ operationId }) => operationId).toSorted())
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('names the parameters of each path, and no others', () => {
    for (const { path, parameters } of operations) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
      const named = parameters.filter((each) => each.in === 'path')
      expect(named.map(({ name }) => name)).toEqual(inPath)
      expect(named.every(({ required }) => required)).toBe(true)
      const all = parameters.map((each) => `${each.in} ${each.name}`)
      expect(new Set(all).size).toBe(all.length)
    }
  })

  it('refers to nothing that is not there, and keeps nothing that nobody refers to', () => {
    const refs = new Set(
      everyObject(document).flatMap(({ $ref }) => (typeof $ref === 'string' ? [$ref] : [])),
    )
    expect([...refs].filter((ref) => resolve(ref) === undefined)).toEqual([])
    const kept = ['schemas', 'headers', 'responses', 'examples'] as const
    const names = kept.flatMap((kind) =>
      Object.keys(parsed.components[kind]).map((name) => `#/components/${kind}/${name}`),
    )
    expect(names.filter((name) => !refs.has(name))).toEqual([])
  })

  it('uses tags and security schemes that it declares', () => {
    const tags = new Set(parsed.tags.map(({ name }) => name))
    for (const each of operations) {
      expect(each.tags.filter((tag) => !tags.has(tag))).toEqual([])
      const schemes = each.security.flatMap((security) => Object.keys(security))
      expect(schemes).toEqual(each['x-access'] === 'public' ? [] : ['bearer'])
    }
  })

  it('has one success for each operation, and says every refusal that the middleware gives', () => {
    for (const { responses, security } of operations) {
      const statuses = Object.keys(responses)
      expect(statuses.filter((status) => status.startsWith('2'))).toHaveLength(1)
      const everywhere = ['400', '413', '415', '422', '429', '500', '503']
      const signedIn = security.length === 0 ? [] : ['401', '403']
      expect(statuses).toEqual(expect.arrayContaining([...everywhere, ...signedIn]))
    }
  })

  it('is made of the same routes for a function that serves only some of them', () => {
    expect(Object.keys({ ...(buildOpenApi(apiRoutes)['paths'] as Json) })).not.toContain('/signup')
  })
})
