import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager'

/** Throttled calls come back after a growing pause; five tries in all stay below ten seconds. */
const ATTEMPTS_MAX = 5
const CONNECTION_TIMEOUT_MS = 2_000
const REQUEST_TIMEOUT_MS = 5_000

/** With the function's own role; endpoints as the SDK finds them. */
export function openSecretsManager(region: string): SecretsManagerClient {
  return new SecretsManagerClient({
    region,
    maxAttempts: ATTEMPTS_MAX,
    requestHandler: {
      connectionTimeout: CONNECTION_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
      throwOnRequestTimeout: true,
    },
  })
}
