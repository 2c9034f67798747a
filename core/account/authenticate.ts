import type { Clock } from '../kernel/clock.ts'
import { ServiceError } from '../kernel/service-error.ts'
import { type Actor, OPERATOR } from './account.ts'
import type { AccountStore, MachineToken, TokenSigner } from './account-ports.ts'
import type { SessionVerifier } from './identity-ports.ts'
import { noteTokenUse } from './note-token-use.ts'
import type { OperatorStore } from './operator-ports.ts'
import { parseOperatorToken } from './operator-token.ts'
import type { EndedSessions } from './session-ports.ts'
import { looksLikeToken, parseTokenText } from './token-text.ts'

export interface AuthenticateDeps {
  readonly accounts: AccountStore
  readonly sessions: SessionVerifier
  readonly endedSessions: EndedSessions
  readonly clock: Clock
  readonly tokens: TokenSigner
  readonly operators: OperatorStore
  readonly machineToken?: MachineToken
}

/** RFC 6750, 2.1, with the bound of what any provider issues; the scheme is case-insensitive (RFC 9110, 11.1). */
const BEARER = /^Bearer +(?<token>[A-Za-z0-9._~+/-]{1,8192}=*)$/i

/**
 * Who sends this `Authorization` header: the holder of an API token, or a member with a session. Throws
 * `unauthenticated`. Everything is read from the store at every request, so that a revoked token, a removed member and a
 * changed role count at once.
 */
export async function authenticate(
  deps: AuthenticateDeps,
  authorization: string | undefined,
): Promise<Actor> {
  if (authorization === undefined)
    throw unauthenticated('Send "Authorization: Bearer" and a token.')
  const token = BEARER.exec(authorization)?.groups?.['token']
  if (token === undefined) {
    throw unauthenticated('The Authorization header is not "Bearer" and a token.')
  }
  if (token.startsWith('hgo_')) return operatorOf(deps, token)
  return looksLikeToken(token) ? tokenHolder(deps, token) : sessionHolder(deps, token)
}

async function tokenHolder(deps: AuthenticateDeps, text: string): Promise<Actor> {
  const parts = parseTokenText(text)
  if (parts === undefined || !deps.tokens.verify(parts.tokenId, parts.signature)) throw badToken()
  const token = await deps.accounts.getToken(parts.accountId, parts.tokenId)
  if (token === undefined || token.revokedAt !== null) throw badToken()
  if (token.expiresAt !== undefined && token.expiresAt <= deps.clock.now()) throw badToken()
  noteTokenUse(deps, token)
  const { id, accountId, role, memberId } = token
  return { id, accountId, role, ...(memberId === undefined ? {} : { memberId }) }
}

/** Also what a session that was just refreshed must pass. */
export async function sessionHolder(
  deps: Pick<AuthenticateDeps, 'accounts' | 'sessions' | 'endedSessions'>,
  accessToken: string,
): Promise<Actor> {
  const session = await deps.sessions.verify(accessToken)
  const [member, isEnded] = await Promise.all([
    deps.accounts.memberBySubject(session.subject),
    deps.endedSessions.isEnded(session),
  ])
  if (isEnded) throw unauthenticated('This session was ended. Log in again.')
  if (member === undefined) throw unauthenticated('This log-in belongs to no account any more.')
  const { id, accountId, role } = member
  return { id, accountId, role, memberId: id, session }
}

async function operatorOf(deps: AuthenticateDeps, text: string): Promise<Actor> {
  if (deps.machineToken?.verify(text) === true) return OPERATOR
  const parts = parseOperatorToken(text)
  if (parts === undefined || !deps.tokens.verify(parts.operatorId, parts.signature))
    throw badToken()
  const operator = await deps.operators.get(parts.operatorId)
  if (operator === undefined) throw badToken()
  return { ...OPERATOR, id: operator.id }
}

function badToken(): ServiceError {
  return unauthenticated('This API token is not valid, was revoked or has expired.')
}

function unauthenticated(detail: string): ServiceError {
  return new ServiceError('unauthenticated', detail)
}
