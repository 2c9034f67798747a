import { Resolver } from 'node:dns/promises'
import { isIP } from 'node:net'
import { isPublicAddress } from '../../core/webhook/public-address.ts'
import type { Reach } from '../../core/webhook/check-url.ts'
import { RefusedAddress } from './refused-address.ts'

/** All addresses that a name has now. */
export type Resolve = (hostname: string) => Promise<readonly string[]>

const ANSWER_WITHIN_MS = 3_000

/**
 * Asks name servers itself: the system's own way has few threads, and one slow name would hold up everybody's. Names of
 * one's own machine are known without asking.
 */
export const resolveNames: Resolve = async (hostname) => {
  if (hostname === 'localhost') return ['127.0.0.1']
  const resolver = new Resolver({ timeout: ANSWER_WITHIN_MS, tries: 1 })
  const found = await Promise.allSettled([resolver.resolve4(hostname), resolver.resolve6(hostname)])
  return found.flatMap((each) => (each.status === 'fulfilled' ? each.value : []))
}

/**
 * The one address to connect to. The name is looked up once, and what was checked is what is connected to: a name that
 * means something else a moment later (DNS rebinding) gains nothing. One address inside spoils all the others.
 */
export async function addressOf(url: URL, reach: Reach, resolve: Resolve): Promise<string> {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const addresses = isIP(host) > 0 ? [host] : await resolve(host)
  const [first] = addresses
  // One sentence for both: whether a name is known inside is nothing that its asker may learn.
  const isPublic = addresses.every(isPublicAddress)
  if (reach === 'public' && (first === undefined || !isPublic))
    throw new RefusedAddress('The name leads to no address of the public Internet alone.')
  if (first === undefined) throw new RefusedAddress('The name has no address.')
  return first
}
