import { SASL_AUTHENTICATION_FAILED } from './error-codes.ts'

const CAUSES_MAX = 10

/** https://nodejs.org/api/tls.html#x509-certificate-error-codes */
const CERTIFICATE_CODES =
  /^(?:SELF_SIGNED_CERT|DEPTH_ZERO_SELF_SIGNED|UNABLE_TO_(?:GET_ISSUER|VERIFY_LEAF)|CERT_|ERR_TLS_CERT|ERR_SSL|EPROTO)/

/** The commonest causes, in a sentence for whoever registered the cluster; no word of the brokers' own is in it. */
export function whyUnreachable(error: unknown): string {
  const causes = causesOf(error)
  if (causes.some(({ apiCode }) => apiCode === SASL_AUTHENTICATION_FAILED))
    return 'The brokers do not let the administrator in: check kind, user name and password.'
  const codes = causes.flatMap(({ code }) => (typeof code === 'string' ? [code] : []))
  if (codes.some((code) => CERTIFICATE_CODES.test(code)))
    return 'The brokers’ certificate is not one that caPem vouches for, or the listener does not speak TLS.'
  if (codes.includes('ENOTFOUND') || codes.includes('EAI_AGAIN'))
    return 'A host of bootstrapServers has no address: check the names.'
  return 'No broker answers at bootstrapServers: check addresses, ports and the network in between.'
}

interface Cause {
  readonly code?: unknown
  readonly apiCode?: unknown
  readonly cause?: unknown
  readonly errors?: unknown
}

/** Errors wrap each other, one or several at a time. */
function causesOf(error: unknown): readonly Cause[] {
  const found: Cause[] = []
  const waiting: unknown[] = [error]
  while (waiting.length > 0 && found.length < CAUSES_MAX * CAUSES_MAX) {
    const next = waiting.shift()
    if (typeof next !== 'object' || next === null) continue
    const cause: Cause = next
    found.push(cause)
    waiting.push(
      cause.cause,
      ...(Array.isArray(cause.errors) ? cause.errors.slice(0, CAUSES_MAX) : []),
    )
  }
  return found
}
