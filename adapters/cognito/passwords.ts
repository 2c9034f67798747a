import {
  AdminSetUserPasswordCommand,
  AdminUserGlobalSignOutCommand,
  ConfirmForgotPasswordCommand,
  ForgotPasswordCommand,
} from '@aws-sdk/client-cognito-identity-provider'
import type { PasswordChange, PasswordReset } from '../../core/account/identity-ports.ts'
import { invalid } from '../../core/kernel/service-error.ts'
import { hasName, toServiceError } from './cognito-errors.ts'
import type { CognitoPool } from './cognito-pool.ts'
import { findPerson } from './person.ts'
import { openSession } from './sessions.ts'

/** All that Cognito says about an address; the answer is one and the same. */
const ABOUT_THE_ADDRESS = [
  'InvalidParameterException',
  'NotAuthorizedException',
  'UserNotConfirmedException',
  'UserNotFoundException',
]
const ABOUT_THE_CODE = ['CodeMismatchException', 'ExpiredCodeException']

/** Cognito sends the code; of an unknown address it says that it did. */
export async function requestReset(
  { client, clientId }: CognitoPool,
  email: string,
): Promise<void> {
  const command = new ForgotPasswordCommand({ ClientId: clientId, Username: email })
  await client.send(command).catch((error: unknown) => {
    if (!hasName(error, ...ABOUT_THE_ADDRESS)) throw toServiceError(error)
  })
}

export async function resetPassword(
  pool: CognitoPool,
  { email, code, password }: PasswordReset,
): Promise<string> {
  const command = new ConfirmForgotPasswordCommand({
    ClientId: pool.clientId,
    Username: email,
    ConfirmationCode: code,
    Password: password,
  })
  await pool.client.send(command).catch((error: unknown) => {
    if (hasName(error, ...ABOUT_THE_ADDRESS, ...ABOUT_THE_CODE)) throw badCode()
    throw toServiceError(error)
  })
  const person = await findPerson(pool, email)
  if (person === undefined) throw badCode()
  return person.signUp.subject
}

/** The present password is tried by logging in with it; the session that makes is ended with all others. */
export async function changePassword(
  pool: CognitoPool,
  { email, password, newPassword }: PasswordChange,
): Promise<void> {
  await openSession(pool, email, password)
  await setPassword(pool, email, newPassword)
}

export async function setPassword(
  { client, poolId }: CognitoPool,
  email: string,
  password: string,
): Promise<void> {
  const command = new AdminSetUserPasswordCommand({
    UserPoolId: poolId,
    Username: email,
    Password: password,
    Permanent: true,
  })
  await client.send(command).catch((error: unknown) => {
    throw toServiceError(error)
  })
}

/** Ends every refresh token of the person: Cognito knows no way to end one by an access token alone. */
export async function signOut({ client, poolId }: CognitoPool, email: string): Promise<void> {
  const command = new AdminUserGlobalSignOutCommand({ UserPoolId: poolId, Username: email })
  await client.send(command).catch((error: unknown) => {
    if (!hasName(error, 'UserNotFoundException')) throw toServiceError(error)
  })
}

function badCode() {
  return invalid('/code', 'The code is wrong or no longer good. Ask for a new one.')
}
