import { TOKEN_FIELDS } from './told-fields.ts'
import { changeOf } from '../audit/change.ts'
import { type Clock, SECOND_MS } from '../kernel/clock.ts'
import { newId, type Randomness } from '../kernel/ids.ts'
import { ServiceError } from '../kernel/service-error.ts'
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
}

export interface IssuedToken {
  readonly id: string
  /** The secret, whole. It is nowhere stored. */
  readonly token: string
}

/** Makes an API token whose role is at most its maker's (`forbidden`), up to 100 an account (`limit_reached`). */
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
  await add(deps, request, token)
  return issued(deps, token)
}

/** A token once more: its secret follows from its id. Undefined once it is revoked. */
export async function issueAgain(
  deps: Pick<CreateTokenDeps, 'accounts' | 'tokens'>,
  { accountId }: Actor,
  tokenId: string,
): Promise<IssuedToken | undefined> {
  const token = await deps.accounts.getToken(accountId, tokenId)
  return token === undefined || token.revokedAt !== null ? undefined : issued(deps, token)
}

function newToken(deps: CreateTokenDeps, request: CreateTokenRequest): ApiToken {
  const { actor, name, role } = request
  const id = newId('tok', deps.randomness)
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
): Promise<void> {
  const event = accountEvent(deps, request, {
    action: 'token.create',
    resource: `/v1/account/tokens/${token.id}`,
    ...changeOf(TOKEN_FIELDS, undefined, token),
  })
  await deps.accounts.addToken(token, event, ACCOUNT_TOKENS_MAX)
}

function issued(
  { tokens }: Pick<CreateTokenDeps, 'tokens'>,
  { id, accountId }: ApiToken,
): IssuedToken {
  return { id, token: tokenText({ accountId, tokenId: id, signature: tokens.sign(id) }) }
}
