import {
  AdminInitiateAuthCommand,
  type AuthenticationResultType,
  GetTokensFromRefreshTokenCommand,
} from '@aws-sdk/client-cognito-identity-provider'
import type { OpenedSession, Session } from '../../core/account/identity-ports.ts'
import { ServiceError } from '../../core/kernel/service-error.ts'
import { hasName, toServiceError } from './cognito-errors.ts'
import type { CognitoPool } from './cognito-pool.ts'
import { claimsOf } from './id-token.ts'
import { signUpOf } from './person.ts'

/** Wrong password, unknown, unconfirmed, disabled: one and the same answer. */
const REFUSALS = [
  'NotAuthorizedException',
  'PasswordResetRequiredException',
  'UserNotConfirmedException',
  'UserNotFoundException',
]

export async function openSession(
  { client, poolId, clientId }: CognitoPool,
  email: string,
  password: string,
): Promise<OpenedSession> {
  const command = new AdminInitiateAuthCommand({
    UserPoolId: poolId,
    ClientId: clientId,
    AuthFlow: 'ADMIN_USER_PASSWORD_AUTH',
    AuthParameters: { USERNAME: email, PASSWORD: password },
  })
  const wrong = 'The e-mail address or the password is wrong.'
  const { AuthenticationResult: result } = await client
    .send(command)
    .catch((error: unknown) => refuse(error, wrong))
  // A challenge: a second factor, say, which this API has no question for yet.
  if (result === undefined) throw new ServiceError('unauthenticated', wrong)
  const claims = claimsOf(result.IdToken ?? '')
  return { session: sessionOf(result), signUp: signUpOf(claims) }
}

/** The token works once where the pool's client rotates refresh tokens; where it does not, the same one comes back. */
export async function refreshSession(
  { client, clientId }: CognitoPool,
  refreshToken: string,
): Promise<Session> {
  const spent = 'This refresh token is not valid, was used or has expired. Log in again.'
  const command = new GetTokensFromRefreshTokenCommand({
    ClientId: clientId,
    RefreshToken: refreshToken,
  })
  const { AuthenticationResult: result } = await client
    .send(command)
    .catch((error: unknown) => refuse(error, spent))
  if (result === undefined) throw new ServiceError('unauthenticated', spent)
  return sessionOf({ RefreshToken: refreshToken, ...result })
}

function sessionOf(result: AuthenticationResultType): Session {
  const { AccessToken: accessToken, RefreshToken: refreshToken, ExpiresIn } = result
  if (accessToken === undefined || refreshToken === undefined || ExpiresIn === undefined)
    throw new ServiceError('unavailable', 'The identity provider gave half a session. Try again.')
  return { accessToken, refreshToken, expiresInSeconds: ExpiresIn }
}

function refuse(error: unknown, detail: string): never {
  if (hasName(error, ...REFUSALS, 'RefreshTokenReuseException', 'InvalidParameterException'))
    throw new ServiceError('unauthenticated', detail)
  throw toServiceError(error)
}
