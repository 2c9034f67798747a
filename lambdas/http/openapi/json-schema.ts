import * as z from 'zod'

export type Json = Readonly<Record<string, unknown>>

/** As OpenAPI 3.1 has it, whose schemas are JSON Schema 2020-12: what a caller may send, or what they get. */
export function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    target: 'draft-2020-12',
  })
  return rest
}
