import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider'

/** A pool and the one client of it that logs people in on their behalf. */
export interface CognitoPool {
  readonly client: CognitoIdentityProviderClient
  readonly poolId: string
  readonly clientId: string
}

const ATTEMPTS_MAX = 3
const CONNECTION_TIMEOUT_MS = 2_000
const REQUEST_TIMEOUT_MS = 5_000

/** With the function's own role; endpoints as the SDK finds them. */
export function openPool(options: {
  readonly region: string
  readonly poolId: string
  readonly clientId: string
}): CognitoPool {
  const { region, poolId, clientId } = options
  const client = new CognitoIdentityProviderClient({
    region,
    maxAttempts: ATTEMPTS_MAX,
    requestHandler: {
      connectionTimeout: CONNECTION_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
      throwOnRequestTimeout: true,
    },
  })
  return { client, poolId, clientId }
}
