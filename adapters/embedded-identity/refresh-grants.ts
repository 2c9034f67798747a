import type { LoginStore, RefreshGrant } from '../../core/account/identity-ports.ts'
import { type Clock, DAY_MS } from '../../core/kernel/clock.ts'
import { newId, newPassword, type Randomness } from '../../core/kernel/ids.ts'
import { keyedDigest, sameDigest } from './keyed-digest.ts'
import type { GrantedSession } from './session-tokens.ts'

const GRANT_LIFE_MS = 30 * DAY_MS
const TOKEN = /^hgr_(?<id>[a-z0-9]{20})_(?<secret>[A-Za-z0-9]{43})$/

export interface GrantDeps {
  readonly logins: Pick<LoginStore, 'putGrant' | 'takeGrant'>
  readonly clock: Clock
  readonly randomness: Randomness
  readonly pepper: Uint8Array
}

/** A refresh token for the subject, `hgr_<grant>_<secret>`, good for 30 days and one use; only a digest is stored. */
export async function grantRefresh(
  deps: GrantDeps,
  subject: string,
  session: GrantedSession,
): Promise<string> {
  const id = newId('ses', deps.randomness)
  const secret = newPassword(deps.randomness)
  const expiresAt = deps.clock.now() + GRANT_LIFE_MS
  const secretHash = digest(deps, id, secret)
  await deps.logins.putGrant({ id, subject, secretHash, expiresAt, session })
  return `hgr_${id.slice('ses_'.length)}_${secret}`
}

/**
 * Uses the token up and says whose it is; undefined for anything but a good one. Taking comes before looking, so that
 * of two who use a token at once only one is served.
 */
export async function redeemRefresh(
  deps: GrantDeps,
  token: string,
): Promise<{ readonly subject: string; readonly session: GrantedSession } | undefined> {
  const { id, secret } = TOKEN.exec(token)?.groups ?? {}
  if (id === undefined || secret === undefined) return undefined
  const grant = await deps.logins.takeGrant(`ses_${id}`)
  if (grant === undefined || !isGood(deps, grant, secret)) return undefined
  return { subject: grant.subject, session: grant.session ?? sessionOf(grant) }
}

/** An earlier release did not say which session a grant is of; it began 30 days before its end at the latest. */
function sessionOf({ id, expiresAt }: RefreshGrant): GrantedSession {
  return { id, startedAt: expiresAt - GRANT_LIFE_MS }
}

/** The store forgets expired grants in its own time, so the date is checked here. */
function isGood(deps: GrantDeps, grant: RefreshGrant, secret: string): boolean {
  const rightSecret = sameDigest(grant.secretHash, digest(deps, grant.id, secret))
  return rightSecret && grant.expiresAt > deps.clock.now()
}

function digest({ pepper }: GrantDeps, id: string, secret: string): string {
  return keyedDigest(pepper, 'refresh-token', `${id} ${secret}`)
}
