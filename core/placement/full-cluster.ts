import { ServiceError } from '../kernel/service-error.ts'

/** What a tenant hears that wants more than its cluster has left, though its plan allows it. */
export function fullCluster(): ServiceError {
  return new ServiceError(
    'limit_reached',
    'The cluster of this tenant has no room for that now. Delete what is not needed, try again later, or make a new tenant, which gets a place elsewhere.',
  )
}
