import { invalid } from '../kernel/service-error.ts'
import { isPublicAddress } from './public-address.ts'

/** `public`: the Internet alone. `any`: the operator's own networks too, without TLS as well; for use on one machine. */
export type Reach = 'public' | 'any'

/** Of https, and what people use beside it; the ports of other protocols are not to be spoken to. */
const PORTS = ['', '443', '8443']

/** Names that are never looked up on the Internet: RFC 6761, RFC 6762, RFC 8375, and what clouds call their insides. */
const INSIDE = /(?:^|\.)(?:localhost|local|internal|intranet|lan|home\.arpa|localdomain|corp|home)$/

/** Why no message may be sent to this address, in a sentence; undefined when one may, as far as its text says. */
export function refusalOfUrl(text: string, reach: Reach): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url === undefined) return 'This is not a url.'
  if (url.username !== '' || url.password !== '') return 'The url holds a user name or password.'
  if (url.hash !== '') return 'The url has a fragment, which is never sent.'
  if (reach === 'any')
    return ['https:', 'http:'].includes(url.protocol) ? undefined : 'The url is not https.'
  if (url.protocol !== 'https:') return 'The url is not https.'
  if (!PORTS.includes(url.port)) return 'The port is 443 or 8443.'
  return refusalOfHost(url.hostname)
}

/** Throws `invalid` at `/url`. */
export function checkUrl(text: string, reach: Reach): void {
  const refusal = refusalOfUrl(text, reach)
  if (refusal !== undefined) throw invalid('/url', refusal)
}

/** A browser's parser has written the host: numbers in any base and of any length are four decimal ones by now. */
function refusalOfHost(hostname: string): string | undefined {
  const host = hostname.replace(/\.$/, '')
  const literal = host.startsWith('[') ? host.slice(1, -1) : host
  const isAddress = host.startsWith('[') || /^[0-9.]+$/.test(host)
  if (isAddress)
    return isPublicAddress(literal) ? undefined : 'The address is not one of the public Internet.'
  if (!host.includes('.') || INSIDE.test(host)) return 'The name is not one of the public Internet.'
  return undefined
}
