import type { LoginStore, RefreshGrant } from '../../core/account/identity-ports.ts'
import { type Clock, DAY_MS } from '../../core/kernel/clock.ts'
import { newId, newPassword, type Randomness } from '../../core/kernel/ids.ts'
import { keyedDigest, sameDigest } from './keyed-digest.ts'

const GRANT_LIFE_MS = 30 * DAY_MS
const TOKEN = /^hgr_(?<id>[a-z0-9]{20})_(?<secret>[A-Za-z0-9]{43})$/

export interface GrantDeps {
  readonly logins: Pick<LoginStore, 'putGrant' | 'takeGrant'>
  readonly clock: Clock
  readonly randomness: Randomness
  readonly pepper: Uint8Array
}

/** A refresh token for the subject, `hgr_<grant>_<secret>`, good for 30 days and one use; only a digest is stored. */
export async function grantRefresh(deps: GrantDeps, subject: string): Promise<string> {
  const id = newId('ses', deps.randomness)
  const secret = newPassword(deps.randomness)
  const expiresAt = deps.clock.now() + GRANT_LIFE_MS
  await deps.logins.putGrant({ id, subject, secretHash: digest(deps, id, secret), expiresAt })
  return `hgr_${id.slice('ses_'.length)}_${secret}`
}

/**
 * Uses the token up and says whose it is; undefined for anything but a good one. Taking comes before looking, so that
 * of two who use a token at once only one is served.
 */
export async function redeemRefresh(deps: GrantDeps, token: string): Promise<string | undefined> {
  const { id, secret } = TOKEN.exec(token)?.groups ?? {}
  if (id === undefined || secret === undefined) return undefined
  const grant = await deps.logins.takeGrant(`ses_${id}`)
  return grant !== undefined && isGood(deps, grant, secret) ? grant.subject : undefined
}

/** The store forgets expired grants in its own time, so the date is checked here. */
function isGood(deps: GrantDeps, grant: RefreshGrant, secret: string): boolean {
  const rightSecret = sameDigest(grant.secretHash, digest(deps, grant.id, secret))
  return rightSecret && grant.expiresAt > deps.clock.now()
}

function digest({ pepper }: GrantDeps, id: string, secret: string): string {
  return keyedDigest(pepper, 'refresh-token', `${id} ${secret}`)
}
