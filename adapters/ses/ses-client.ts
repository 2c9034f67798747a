import { SESv2Client } from '@aws-sdk/client-sesv2'

const ATTEMPTS_MAX = 3
const REQUEST_TIMEOUT_MS = 5_000

/** With the role or the keys of whoever runs this; endpoints as the SDK finds them. */
export function openSes(region: string): SESv2Client {
  return new SESv2Client({
    region,
    maxAttempts: ATTEMPTS_MAX,
    requestHandler: { requestTimeout: REQUEST_TIMEOUT_MS, throwOnRequestTimeout: true },
  })
}
