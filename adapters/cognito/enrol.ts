import {
  AdminCreateUserCommand,
  AdminDeleteUserCommand,
} from '@aws-sdk/client-cognito-identity-provider'
import { hasName, toServiceError } from './cognito-errors.ts'
import type { CognitoPool } from './cognito-pool.ts'
import { setPassword } from './passwords.ts'
import { findPerson, INVITED, OPERATION_ID } from './person.ts'
import { openSession } from './sessions.ts'
import { removeUnconfirmed } from './sign-up.ts'

/**
 * A sign-up that nobody confirmed is replaced as a whole; a confirmed log-in must be proved by its password. One that was
 * begun here and cut short before it had a password gets it now.
 */
export async function enrol(pool: CognitoPool, email: string, password: string): Promise<string> {
  const known = await findPerson(pool, email)
  if (known?.begun === true) {
    await setPassword(pool, email, password)
    return known.signUp.subject
  }
  if (known?.confirmed === true) return (await openSession(pool, email, password)).signUp.subject
  if (known !== undefined) await removeUnconfirmed(pool, email)
  const subject = await create(pool, email)
  await setPassword(pool, email, password)
  return subject
}

/** Cognito sends nothing: the invitation was the mail. */
async function create({ client, poolId }: CognitoPool, email: string): Promise<string> {
  const command = new AdminCreateUserCommand({
    UserPoolId: poolId,
    Username: email,
    MessageAction: 'SUPPRESS',
    UserAttributes: [
      { Name: 'email', Value: email },
      { Name: 'email_verified', Value: 'true' },
      { Name: OPERATION_ID, Value: INVITED },
    ],
  })
  const { User } = await client.send(command).catch((error: unknown) => {
    throw toServiceError(error)
  })
  return User?.Attributes?.find(({ Name }) => Name === 'sub')?.Value ?? ''
}

/** Somebody else who has the address meanwhile keeps their log-in: false then. True when nobody is left. */
export async function removePerson(
  pool: CognitoPool,
  email: string,
  subject: string,
): Promise<boolean> {
  const known = await findPerson(pool, email)
  if (known === undefined) return true
  if (known.signUp.subject !== subject) return false
  const command = new AdminDeleteUserCommand({ UserPoolId: pool.poolId, Username: email })
  await pool.client.send(command).catch((error: unknown) => {
    if (!hasName(error, 'UserNotFoundException')) throw toServiceError(error)
  })
  return true
}
