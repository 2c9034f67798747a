import { ServiceError } from '../kernel/service-error.ts'

/** Why an account is not deleted: what is in a tenant goes by a deletion of its own, which can be taken back for a while. */
export function hasTenants(): ServiceError {
  const detail =
    'The account still has tenants; delete each with graceSeconds=0, wait until it is gone, and ask again.'
  return new ServiceError('conflict', detail, { problems: [{ pointer: '/tenants', detail }] })
}
