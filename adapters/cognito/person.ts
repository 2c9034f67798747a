import { AdminGetUserCommand, type AttributeType } from '@aws-sdk/client-cognito-identity-provider'
import type { ConfirmedSignUp } from '../../core/account/identity-ports.ts'
import { ServiceError } from '../../core/kernel/service-error.ts'
import { hasName, toServiceError } from './cognito-errors.ts'
import type { CognitoPool } from './cognito-pool.ts'

/**
 * What a sign-up asked for stays with the person until the account is opened. Attributes of our own would be part of the
 * pool's schema for good, so two of the standard ones carry it; whoever changes theirs changes nothing but their own.
 */
export const ACCOUNT_NAME = 'name'
export const OPERATION_ID = 'nickname'
/** What stands there for somebody who was invited: no account is ever opened for them. */
export const INVITED = 'invited'

const OPERATION = /^op_[a-z0-9]{20}$/
const NAME_CHARACTERS_MAX = 100

export interface Person {
  readonly confirmed: boolean
  /** Made by us for somebody who was invited, and without a password yet. */
  readonly begun: boolean
  readonly signUp: ConfirmedSignUp
}

/** Undefined for an address that nobody signed up with. */
export async function findPerson(
  { client, poolId }: CognitoPool,
  email: string,
): Promise<Person | undefined> {
  try {
    const user = await client.send(new AdminGetUserCommand({ UserPoolId: poolId, Username: email }))
    const signUp = signUpOf(attributesOf(user.UserAttributes ?? []))
    const begun = user.UserStatus === 'FORCE_CHANGE_PASSWORD'
    return { confirmed: user.UserStatus !== 'UNCONFIRMED' && !begun, begun, signUp }
  } catch (error) {
    if (hasName(error, 'UserNotFoundException')) return undefined
    throw toServiceError(error)
  }
}

/** From a pool anyone may sign up with, so what is missing or odd is replaced: a sign-up that went past us has neither. */
export function signUpOf(attributes: ReadonlyMap<string, string>): ConfirmedSignUp {
  const subject = attributes.get('sub')
  const email = attributes.get('email')?.toLowerCase()
  if (!subject || !email)
    throw new ServiceError('internal', 'The identity provider knows a person without an address.')
  const accountName = (attributes.get(ACCOUNT_NAME) ?? email).slice(0, NAME_CHARACTERS_MAX)
  const operationId = attributes.get(OPERATION_ID) ?? ''
  return {
    subject,
    email,
    accountName,
    operationId: operationId === INVITED ? null : known(operationId, subject),
  }
}

function known(operationId: string, subject: string): string {
  return OPERATION.test(operationId) ? operationId : operationOf(subject)
}

/** The same again for the same person, as the account may be opened by more than one request. */
function operationOf(subject: string): string {
  return `op_${subject.replaceAll('-', '').slice(0, 20)}`
}

function attributesOf(list: readonly AttributeType[]): ReadonlyMap<string, string> {
  return new Map(list.map(({ Name = '', Value = '' }) => [Name, Value]))
}
