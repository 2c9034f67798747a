import { allRoutes } from '../../../../lambdas/http/routes.ts'
import type { Method, Route } from '../../../../lambdas/http/route.ts'
import { filled, type Ids } from '../../../lambdas/http/missing-ids.ts'

export type Row = Route<never>

/** Every route that there is: a new one is attacked without anybody thinking of it. */
export const ROWS: readonly Row[] = allRoutes

export const isNamed = ({ path }: Row): boolean => path.includes('{')
export const isOfAccount = ({ access }: Row): boolean =>
  access !== 'operator' && access !== 'public'

export function namesIn({ path }: Row): readonly string[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)
}

export const said = ({ method, path }: Row): string => `${method} ${path}`

export function pathOf({ path }: Row, ids: Ids): string {
  return filled(path, ids)
}

export function exampleOf({ bodyExample }: Row): { readonly body?: unknown } {
  return bodyExample === undefined ? {} : { body: bodyExample }
}

const ORDER: readonly Method[] = ['GET', 'PATCH', 'POST', 'DELETE']

/** So that one can do all of it with one's own: reads first, removals last, what lies deeper before what holds it. */
export function latenessOf({ method, path }: Row): number {
  return (1 + ORDER.indexOf(method)) * 100 - path.split('/').length
}

/** A question that is asked once, however many want to know. */
export function once<T>(work: () => Promise<T>): () => Promise<T> {
  let asked: Promise<T> | undefined
  return () => {
    asked ??= work()
    return asked
  }
}
