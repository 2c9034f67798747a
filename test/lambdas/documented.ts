import * as z from 'zod'
import { allRoutes } from '../../lambdas/http/routes.ts'
import type { Answer } from './answer.ts'

const documentSchema = z.object({
  paths: z.record(
    z.string(),
    z.record(
      z.string(),
      z.object({
        responses: z.record(
          z.string(),
          z.object({
            $ref: z.string().optional(),
            content: z.record(z.string(), z.unknown()).optional(),
          }),
        ),
      }),
    ),
  ),
})

/** What the document refers to instead of saying it is always a refusal. */
const PROBLEM = { 'application/problem+json': {} }

/** Fails unless the API's document knows the status and type of the answer, and the route's schema its body. */
export function checkDocumented(
  document: unknown,
  method: string,
  path: string,
  { status, headers, text }: Answer,
): void {
  const row = allRoutes.find((each) => each.method === method && pattern(each.path).test(path))
  if (row === undefined) return
  const { responses = {} } =
    documentSchema.parse(document).paths[row.path]?.[method.toLowerCase()] ?? {}
  const response = responses[String(status)]
  const what = `${method} ${row.path} answered ${status}`
  if (response === undefined) throw new Error(`${what}, which its document does not know: ${text}`)
  const type = (headers['Content-Type'] ?? '').split(';')[0] ?? ''
  const types = response.$ref === undefined ? response.content : PROBLEM
  if (types !== undefined && !Object.hasOwn(types, type))
    throw new Error(`${what} as "${type}", which its document does not know.`)
  if (type !== 'application/json') return
  row.answers[status]?.schema?.parse(JSON.parse(text))
}

function pattern(path: string): RegExp {
  const escaped = path.replaceAll(/[.+*?^$()|[\]\\]/g, String.raw`\$&`)
  return new RegExp(`^/v1${escaped.replaceAll(/\{\w+\}/g, '[^/]+')}/?$`)
}
