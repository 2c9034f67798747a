import type * as z from 'zod'
import type { Route } from '../route.ts'
import { type Json, jsonSchema } from './json-schema.ts'

const IDEMPOTENCY_KEY: Json = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'A repeat with the same key within 24 hours gets the first answer again.',
  schema: { type: 'string', minLength: 1, maxLength: 255, pattern: '^[\\x21-\\x7e]+$' },
}

const IF_MATCH: Json = {
  name: 'If-Match',
  in: 'header',
  required: false,
  description: 'The ETag of the tenant as it was read; refused with 412 if it was changed since.',
  schema: { type: 'string', pattern: '^(?:\\*|(?:W/)?"[0-9]{1,15}")$' },
}

/** Everything that the route takes beside its body. */
export function parametersOf(row: Route<never>): readonly Json[] {
  const isMutation = row.method !== 'GET' && row.access !== 'public'
  return [
    ...pathParameters(row.path),
    ...queryParameters(row.query),
    ...(isMutation && row.repeatable !== false ? [IDEMPOTENCY_KEY] : []),
    ...(isMutation && row.path.includes('{tenantId}') ? [IF_MATCH] : []),
  ]
}

function pathParameters(path: string): readonly Json[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string', minLength: 1, maxLength: 255 },
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
