import {
  AdminDeleteUserCommand,
  AdminDisableUserCommand,
  AdminEnableUserCommand,
  SignUpCommand,
} from '@aws-sdk/client-cognito-identity-provider'
import type { Mailer, SignUpRequest } from '../../core/account/identity-ports.ts'
import { invalid, ServiceError } from '../../core/kernel/service-error.ts'
import { hasName, toServiceError } from './cognito-errors.ts'
import type { CognitoPool } from './cognito-pool.ts'
import { ACCOUNT_NAME, findPerson, OPERATION_ID } from './person.ts'

const TRIES = 3

/**
 * A new person, or a sign-up that replaces an unconfirmed one as a whole: Cognito keeps the first password otherwise,
 * which may be somebody else's. A person who is known gets a note instead of a code.
 */
export async function signUp(
  pool: CognitoPool,
  mailer: Mailer,
  request: SignUpRequest,
): Promise<void> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    if (await signUpNew(pool, request)) return
    if (!(await removeUnconfirmed(pool, request.email))) {
      await mailer.send(alreadyMail(request.email))
      return
    }
  }
  throw new ServiceError('unavailable', 'Too many sign-ups of this address at once. Try again.')
}

/** False when the address is taken. */
async function signUpNew(
  { client, clientId }: CognitoPool,
  { email, password, accountName, operationId }: SignUpRequest,
): Promise<boolean> {
  try {
    await client.send(
      new SignUpCommand({
        ClientId: clientId,
        Username: email,
        Password: password,
        UserAttributes: [
          { Name: 'email', Value: email },
          { Name: ACCOUNT_NAME, Value: accountName },
          { Name: OPERATION_ID, Value: operationId },
        ],
      }),
    )
    return true
  } catch (error) {
    if (hasName(error, 'UsernameExistsException')) return false
    if (hasName(error, 'InvalidPasswordException')) throw refusedPassword()
    throw toServiceError(error)
  }
}

/**
 * False when the person confirmed. Disabled first, so that nobody can confirm between the look and the deletion: a
 * person who just did must not lose their log-in.
 */
export async function removeUnconfirmed(pool: CognitoPool, email: string): Promise<boolean> {
  const person = await findPerson(pool, email)
  if (person === undefined) return true
  if (person.confirmed) return false
  const user = { UserPoolId: pool.poolId, Username: email }
  try {
    await pool.client.send(new AdminDisableUserCommand(user))
    if ((await findPerson(pool, email))?.confirmed === true) {
      await pool.client.send(new AdminEnableUserCommand(user))
      return false
    }
    await pool.client.send(new AdminDeleteUserCommand(user))
  } catch (error) {
    if (!hasName(error, 'UserNotFoundException')) throw toServiceError(error)
  }
  return true
}

/** The pool's rule is that of the core, which was asked first: only a pool that somebody changed by hand comes here. */
function refusedPassword() {
  return invalid('/password', 'The password is weaker than this installation wants it.')
}

function alreadyMail(to: string) {
  return {
    to,
    subject: 'You already have a Headgate log-in',
    text: [
      'Somebody signed up for Headgate with this address, which has a log-in already.',
      'If that was you, log in with the password you have. If it was not, there is nothing to do.',
    ].join('\n'),
  }
}
