import { ConfirmSignUpCommand } from '@aws-sdk/client-cognito-identity-provider'
import type { ConfirmedSignUp } from '../../core/account/identity-ports.ts'
import { invalid } from '../../core/kernel/service-error.ts'
import { hasName, toServiceError } from './cognito-errors.ts'
import type { CognitoPool } from './cognito-pool.ts'
import { findPerson } from './person.ts'

/** All that Cognito says about an address or a code; the answer is one and the same. */
const REFUSALS = [
  'AliasExistsException',
  'CodeMismatchException',
  'ExpiredCodeException',
  'NotAuthorizedException',
  'UserNotFoundException',
]

/**
 * Cognito does not take a code twice, so a repeated question is `invalid` too: a person whose answer was lost logs in,
 * which opens the account all the same.
 */
export async function confirm(
  pool: CognitoPool,
  email: string,
  code: string,
): Promise<ConfirmedSignUp> {
  const { client, clientId } = pool
  const command = new ConfirmSignUpCommand({
    ClientId: clientId,
    Username: email,
    ConfirmationCode: code,
  })
  try {
    await client.send(command)
  } catch (error) {
    if (hasName(error, ...REFUSALS)) throw badCode()
    throw toServiceError(error)
  }
  const person = await findPerson(pool, email)
  if (person === undefined) throw badCode()
  return person.signUp
}

function badCode() {
  return invalid(
    '/code',
    'The code is wrong or no longer good. Sign up again to be sent a new one.',
  )
}
