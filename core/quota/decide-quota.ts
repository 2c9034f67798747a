import type { QuotaShare } from '../credential/credential.ts'
import { MINUTE_MS } from '../kernel/clock.ts'
import { SHARED_RATES, type UserShare } from './tenant-shares.ts'

export interface Decision {
  readonly user: UserShare
  readonly send: boolean
}

/** A share that grows or shrinks by less stays as it is: writes cost, and clients like a steady pace. */
const GROWS_BY = 1.1
const SHRINKS_TO = 0.95
/** Whatever else sets quotas (settling, a repair) is overruled after so long. */
const REPEATED_AFTER_MS = 5 * MINUTE_MS

/**
 * Whether a quota is sent to the cluster: when it changed, once more in the next pass (the one that decided it may have
 * died before it sent it), and now and then.
 */
export function decideQuota(
  user: UserShare,
  wanted: { readonly quota: QuotaShare; readonly exactly: boolean },
  now: number,
): Decision {
  if (isOther(user.quota, wanted.quota, wanted.exactly)) {
    return { user: { ...user, quota: wanted.quota, sentAt: now, sure: false }, send: true }
  }
  const isOld = user.sentAt > 0 && now - user.sentAt >= REPEATED_AFTER_MS
  if (user.sure && !isOld) return { user, send: false }
  return { user: { ...user, sentAt: now, sure: true }, send: true }
}

function isOther(has: QuotaShare, wanted: QuotaShare, exactly: boolean): boolean {
  return SHARED_RATES.some((rate) =>
    exactly
      ? has[rate] !== wanted[rate]
      : wanted[rate] > has[rate] * GROWS_BY || wanted[rate] < has[rate] * SHRINKS_TO,
  )
}
