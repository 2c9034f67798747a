/** Paths of the function that handles people's passwords; a test compares both lists with the route table. */
export const IDENTITY_PATHS = [
  '/v1/.well-known/jwks.json',
  '/v1/sessions',
  '/v1/sessions/refresh',
  '/v1/signup',
  '/v1/signup/confirm',
] as const

/** Paths of the function that shows tenants' passwords. */
export const SECRET_PATHS = [
  '/v1/tenants/{tenantId}/connection',
  '/v1/tenants/{tenantId}/credentials/{credentialId}/secret',
] as const
