import { ServiceError } from '../../core/kernel/service-error.ts'
import { MethodNotAllowed } from '../middleware/problem.ts'
import type { Route } from './route.ts'

/** A path that has other methods is 405 and says which; any other is 404. */
export function refuseUnknown(
  routes: readonly Route<never>[],
  method: string,
  path: string,
): never {
  const methods = routes
    .filter((route) => matches(`/v1${route.path}`, path))
    .flatMap((route) => (route.method === 'GET' ? ['GET', 'HEAD'] : [route.method]))
  if (methods.length === 0)
    throw new ServiceError('not_found', 'There is no such path; GET /v1/docs lists them all.')
  throw new MethodNotAllowed(method, methods)
}

function matches(pattern: string, path: string): boolean {
  const wanted = pattern.split('/')
  const parts = path.replace(/\/$/, '').split('/')
  return (
    wanted.length === parts.length &&
    wanted.every((part, n) => (part.startsWith('{') ? parts[n] !== '' : part === parts[n]))
  )
}
