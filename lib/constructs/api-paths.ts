/** Paths of the function that handles people's passwords; a test compares both lists with the route table. */
export const IDENTITY_PATHS = [
  '/v1/.well-known/jwks.json',
  '/v1/account',
  '/v1/account/members',
  '/v1/account/members/{memberId}',
  '/v1/account/password',
  '/v1/invitations/accept',
  '/v1/operator/claim',
  '/v1/password-resets',
  '/v1/password-resets/confirm',
  '/v1/sessions',
  '/v1/sessions/current',
  '/v1/sessions/refresh',
  '/v1/signup',
  '/v1/signup/confirm',
] as const

/** Paths of the function that shows tenants' passwords and keeps those of clusters. */
export const SECRET_PATHS = [
  '/v1/operator/clusters',
  '/v1/operator/clusters/{clusterId}',
  '/v1/tenants/{tenantId}/connection',
  '/v1/tenants/{tenantId}/credentials/{credentialId}/secret',
] as const

/** Paths of the function that speaks Kafka. */
export const DATA_PATHS = [
  '/v1/tenants/{tenantId}/consumer-groups',
  '/v1/tenants/{tenantId}/consumer-groups/{groupName}',
  '/v1/tenants/{tenantId}/consumer-groups/{groupName}/reset-offsets',
  '/v1/tenants/{tenantId}/topics/{topicName}/records',
] as const

/** Paths of the function that tells usage and cost. */
export const BILLING_PATHS = [
  '/v1/account/budget',
  '/v1/account/export',
  '/v1/account/invoices',
  '/v1/account/invoices/{invoiceId}',
  '/v1/account/invoices/{invoiceId}/focus',
  '/v1/account/invoices/{invoiceId}/pdf',
  '/v1/account/invoices/{invoiceId}/records',
  '/v1/account/invoices/{invoiceId}/verify',
  '/v1/account/usage',
  '/v1/operator/accounts/{accountId}/billing',
  '/v1/operator/accounts/{accountId}/credits',
  '/v1/operator/payments',
  '/v1/operator/revenue',
  '/v1/tenants/{tenantId}/metrics',
  '/v1/tenants/{tenantId}/usage',
  '/v1/tenants/{tenantId}/usage/windows',
] as const
