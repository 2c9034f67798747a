import { ConfirmSignUpCommand } from '@aws-sdk/client-cognito-identity-provider'
import type { ConfirmedSignUp } from '../../core/account/identity-ports.ts'
import { invalid } from '../../core/kernel/service-error.ts'
import { hasName, toServiceError } from './cognito-errors.ts'
import type { CognitoPool } from './cognito-pool.ts'
import { findPerson } from './person.ts'
import { isSpent, rememberSpent, type SpentCodes } from './spent-codes.ts'

/** What Cognito says about an address or a code; the answer is one and the same. */
const REFUSALS = [
  'AliasExistsException',
  'CodeMismatchException',
  'ExpiredCodeException',
  'UserNotFoundException',
]

/**
 * Cognito does not take a code twice, so the one that confirmed is remembered by us. Should we end between the two, a
 * repeated question is `invalid`: that person logs in, which opens the account all the same.
 */
export async function confirm(
  pool: CognitoPool,
  codes: SpentCodes,
  email: string,
  digits: string,
): Promise<ConfirmedSignUp> {
  const answer = await tryCode(pool, email, digits)
  const person = answer === 'refused' ? undefined : await findPerson(pool, email)
  if (person === undefined) throw badCode()
  const sent = { email, digits, subject: person.signUp.subject }
  if (answer === 'confirmed') await rememberSpent(codes, sent)
  else if (!person.confirmed || !(await isSpent(codes, sent))) throw badCode()
  return person.signUp
}

/** `settled`: there is nothing left to confirm, whatever the code; that, or the person was disabled. */
async function tryCode(
  { client, clientId }: CognitoPool,
  email: string,
  digits: string,
): Promise<'confirmed' | 'settled' | 'refused'> {
  const input = { ClientId: clientId, Username: email, ConfirmationCode: digits }
  try {
    await client.send(new ConfirmSignUpCommand(input))
    return 'confirmed'
  } catch (error) {
    if (hasName(error, 'NotAuthorizedException')) return 'settled'
    if (hasName(error, ...REFUSALS)) return 'refused'
    throw toServiceError(error)
  }
}

function badCode() {
  return invalid(
    '/code',
    'The code is wrong or no longer good. Sign up again to be sent a new one.',
  )
}
