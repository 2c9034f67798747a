import { TOKEN_FIELDS } from './told-fields.ts'
import { changeOf } from '../audit/change.ts'
import { type Clock, SECOND_MS } from '../kernel/clock.ts'
import { newId, type Randomness } from '../kernel/ids.ts'
import { isServiceError, ServiceError } from '../kernel/service-error.ts'
import { ACCOUNT_TOKENS_MAX, type Actor, type ApiToken, type Origin } from './account.ts'
import { accountEvent } from './account-event.ts'
import type { CreateTokenInput } from './account-input.ts'
import type { AccountStore, TokenSigner } from './account-ports.ts'
import { mayActAs } from './role.ts'
import { tokenText } from './token-text.ts'

export interface CreateTokenDeps {
  readonly accounts: AccountStore
  readonly tokens: TokenSigner
  readonly clock: Clock
  readonly randomness: Randomness
}

export interface CreateTokenRequest extends CreateTokenInput {
  readonly actor: Actor
  readonly origin: Origin
  readonly idempotencyKey?: string
}

export interface IssuedToken {
  readonly id: string
  /** The secret, whole. It is nowhere stored. */
  readonly token: string
}

/**
 * Makes an API token whose role is at most its maker's (`forbidden`), up to 100 an account (`limit_reached`). An
 * idempotency key decides the id, and the secret follows from the id, so a repeat is answered with the same token for
 * as long as that lives: `already_answered` once it is revoked, `idempotency_mismatch` when another one is asked for.
 */
export async function createToken(
  deps: CreateTokenDeps,
  request: CreateTokenRequest,
): Promise<IssuedToken> {
  if (!mayActAs(request.actor.role, request.role)) {
    throw new ServiceError(
      'forbidden',
      `The role of a token is at most that of its maker, "${request.actor.role}".`,
    )
  }
  const token = newToken(deps, request)
  return issued(
    deps,
    request.idempotencyKey === undefined
      ? await add(deps, request, token)
      : await addOnce(deps, request, token),
  )
}

function newToken(deps: CreateTokenDeps, request: CreateTokenRequest): ApiToken {
  const { actor, name, role, idempotencyKey: key } = request
  const id = key === undefined ? newId('tok', deps.randomness) : deps.tokens.idFor(actor.id, key)
  const { accountId } = actor
  const createdAt = deps.clock.now()
  const life = request.expiresInSeconds
  const expiry = life === undefined ? {} : { expiresAt: createdAt + life * SECOND_MS }
  const ofMember = actor.memberId === undefined ? {} : { memberId: actor.memberId }
  return {
    id,
    accountId,
    name,
    role,
    createdBy: actor.id,
    ...ofMember,
    createdAt,
    ...expiry,
    revokedAt: null,
  }
}

async function add(
  deps: CreateTokenDeps,
  request: CreateTokenRequest,
  token: ApiToken,
): Promise<ApiToken> {
  const event = accountEvent(deps, request, {
    action: 'token.create',
    resource: `/v1/account/tokens/${token.id}`,
    ...changeOf(TOKEN_FIELDS, undefined, token),
  })
  await deps.accounts.addToken(token, event, ACCOUNT_TOKENS_MAX)
  return token
}

/** Looks first, because a repeat is no further token and must not run into the limit. */
async function addOnce(
  deps: CreateTokenDeps,
  request: CreateTokenRequest,
  token: ApiToken,
): Promise<ApiToken> {
  const earlier = await deps.accounts.getToken(token.accountId, token.id)
  if (earlier !== undefined) return sameAgain(earlier, token)
  try {
    return await add(deps, request, token)
  } catch (error) {
    const winner = isServiceError(error, 'conflict')
      ? await deps.accounts.getToken(token.accountId, token.id)
      : undefined
    if (winner === undefined) throw error
    return sameAgain(winner, token)
  }
}

function sameAgain(earlier: ApiToken, asked: ApiToken): ApiToken {
  if (
    earlier.name !== asked.name ||
    earlier.role !== asked.role ||
    lifeOf(earlier) !== lifeOf(asked)
  ) {
    throw new ServiceError(
      'idempotency_mismatch',
      'This Idempotency-Key was used for another token.',
    )
  }
  if (earlier.revokedAt !== null) {
    throw new ServiceError(
      'already_answered',
      `This made token ${earlier.id}, which was revoked since.`,
    )
  }
  return earlier
}

function lifeOf({ createdAt, expiresAt }: ApiToken): number | null {
  return expiresAt === undefined ? null : expiresAt - createdAt
}

function issued(deps: CreateTokenDeps, { id, accountId }: ApiToken): IssuedToken {
  return { id, token: tokenText({ accountId, tokenId: id, signature: deps.tokens.sign(id) }) }
}
