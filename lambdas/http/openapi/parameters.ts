import type * as z from 'zod'
import { etagOwnerOf } from '../etag.ts'
import type { Route } from '../route.ts'
import { type Json, jsonSchema } from './json-schema.ts'

const IDEMPOTENCY_KEY: Json = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'A repeat with the same key within 24 hours gets the first answer again.',
  schema: { type: 'string', minLength: 1, maxLength: 255, pattern: '^[\\x21-\\x7e]+$' },
}

const ETAG = '(?:W/)?"[0-9]{1,15}"'

function ifMatch(owner: string): Json {
  return {
    name: 'If-Match',
    in: 'header',
    required: false,
    description: `The ETag of the ${owner} as it was read, or several; refused with 412 if it was changed since.`,
    schema: { type: 'string', pattern: `^(?:\\*|${ETAG}(?: *, *${ETAG})*)$` },
  }
}

/** Everything that the route takes beside its body. */
export function parametersOf(row: Route<never>): readonly Json[] {
  const owner = etagOwnerOf(row)
  const isMutation = row.method !== 'GET' && row.access !== 'public'
  return [
    ...pathParameters(row.path),
    ...queryParameters(row.query),
    ...(isMutation && row.repeatable !== false ? [IDEMPOTENCY_KEY] : []),
    ...(isMutation && owner !== undefined ? [ifMatch(owner)] : []),
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
