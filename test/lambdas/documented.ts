import * as z from 'zod'
import { allRoutes } from '../../lambdas/http/routes.ts'
import type { Answer } from './answer.ts'
import { validatorOf } from './document-validator.ts'

const responseSchema = z.object({
  $ref: z.string().optional(),
  content: z.record(z.string(), z.unknown()).optional(),
})

const documentSchema = z.looseObject({
  paths: z.record(
    z.string(),
    z.record(z.string(), z.object({ responses: z.record(z.string(), responseSchema) })),
  ),
  components: z.object({ responses: z.record(z.string(), responseSchema) }),
})

const known = new WeakMap<object, z.output<typeof documentSchema>>()

/** Fails unless the API's document knows status, type and, of a refusal, code of the answer, and its schema the body. */
export function checkDocumented(
  document: object,
  method: string,
  path: string,
  { status, headers, text }: Answer,
): void {
  const row = allRoutes.find((each) => each.method === method && pattern(each.path).test(path))
  if (row === undefined) return
  const what = `${method} ${row.path} answered ${status}`
  const found = responseOf(document, row.path, method.toLowerCase(), String(status))
  if (found === undefined) throw new Error(`${what}, which its document does not know: ${text}`)
  if (status === 429 && !/^[1-9][0-9]*$/.test(headers['Retry-After'] ?? ''))
    throw new Error(`${what} without saying when to come back.`)
  if (found.content === undefined) return
  const type = (headers['Content-Type'] ?? '').split(';')[0] ?? ''
  if (!Object.hasOwn(found.content, type))
    throw new Error(`${what} as "${type}", which its document does not know.`)
  if (!type.endsWith('json')) return
  const place = [...found.place, 'content', type, 'schema']
  const problems = validatorOf(document)(place, JSON.parse(text))
  if (problems.length > 0)
    throw new Error(`${what} unlike its document: ${problems.join(', ')}. ${text}`)
}

/** Where in the document the answer stands: what several operations answer stands there once. */
function responseOf(document: object, path: string, method: string, status: string) {
  const parsed = known.get(document) ?? documentSchema.parse(document)
  known.set(document, parsed)
  const { paths, components } = parsed
  const response = paths[path]?.[method]?.responses[status]
  const name = response?.$ref?.slice('#/components/responses/'.length)
  if (name === undefined) {
    const place = ['paths', path, method, 'responses', status]
    return response && { content: response.content, place }
  }
  const place = ['components', 'responses', name]
  return { content: components.responses[name]?.content, place }
}

function pattern(path: string): RegExp {
  const escaped = path.replaceAll(/[.+*?^$()|[\]\\]/g, String.raw`\$&`)
  return new RegExp(`^/v1${escaped.replaceAll(/\{\w+\}/g, '[^/]+')}/?$`)
}
