import { notFound } from '../../core/kernel/service-error.ts'
import type { Route } from '../http/route.ts'
import type { ApiEvent } from './event.ts'

/** Longer than any id or name of ours; a store need not be asked for what cannot be there. */
const PARAM_CHARACTERS_MAX = 255

/** The parts of the path that the route names, decoded; `not_found` for what is no text, or too long. */
export function pathParams({ pathParameters }: ApiEvent): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(pathParameters ?? {}).map(([name, value = '']) => [name, decoded(value)]),
  )
}

/** The path as we write it, for what was asked at any spelling of it: a slash at its end, or letters written as %61. */
export function pathOf({ path }: Pick<Route<never>, 'path'>, event: ApiEvent): string {
  const params = pathParams(event)
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(params[name] ?? ''),
  )
  return `/v1${filled}`
}

function decoded(value: string): string {
  try {
    const text = decodeURIComponent(value)
    if (text.length <= PARAM_CHARACTERS_MAX) return text
  } catch {
    // Falls through: what is no text is no name either.
  }
  throw notFound('resource')
}
