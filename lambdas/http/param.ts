import { notFound } from '../../core/kernel/service-error.ts'

/** A part of the path that the route names; the router matched it, so it is there. */
export function param(params: Readonly<Record<string, string>>, name: string): string {
  const value = params[name]
  if (value === undefined) throw notFound('resource')
  return value
}
