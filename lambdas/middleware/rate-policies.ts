import type { Route } from '../http/route.ts'
import type { RatePolicy } from './token-bucket.ts'

/** Of one API token or member: what a busy script and a console with many tabs stay below. */
const READS: RatePolicy = { name: 'reads', perSecond: 100, burst: 600 }
const CHANGES: RatePolicy = { name: 'changes', perSecond: 20, burst: 200 }

/** Of one source address, behind which a whole office may sit: documents, plans, health checks. */
const PUBLIC_READS: RatePolicy = { name: 'public-reads', perSecond: 1_000, burst: 10_000 }
/** Of one source address: sign-ups and log-ins, each of which costs the work of hashing a password. */
const PUBLIC_CHANGES: RatePolicy = { name: 'public-changes', perSecond: 2, burst: 120 }

/** Of one source address: requests whose token or session is not valid. Someone behind the same address is not held up. */
export const FAILED_LOG_INS: RatePolicy = { name: 'failed-log-ins', perSecond: 10, burst: 600 }

/** How often the route may be used, by whoever it counts for. */
export function ratePolicyOf({ method, access }: Route<never>): RatePolicy {
  if (access === 'public') return method === 'GET' ? PUBLIC_READS : PUBLIC_CHANGES
  return method === 'GET' ? READS : CHANGES
}
