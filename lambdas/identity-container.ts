import { cognitoIdentity } from '../adapters/cognito/cognito-identity.ts'
import { openPool } from '../adapters/cognito/cognito-pool.ts'
import { dynamoAccountStore } from '../adapters/dynamodb/dynamo-account-store.ts'
import { dynamoSpentCodeStore } from '../adapters/dynamodb/dynamo-spent-code-store.ts'
import { keysUrlOf, publishedKeys } from '../adapters/jwt-sessions/published-keys.ts'
import { sesMailer } from '../adapters/ses/ses-mailer.ts'
import type { TokenSigner } from '../core/account/account-ports.ts'
import type { Mailer } from '../core/account/identity-ports.ts'
import { ServiceError } from '../core/kernel/service-error.ts'
import { issuerOf, sessionsOf } from './authentication-container.ts'
import { clock, randomness, tableOf } from './container.ts'
import { type IdentityEnvironment, identityEnvironment, readEnvironment } from './environment.ts'
import type { IdentityDeps } from './http/deps.ts'

/** The composition root of the function that handles people's passwords: it signs no API token and knows no operator. */
export function identityContainer(): IdentityDeps {
  const environment = readEnvironment(identityEnvironment, process.env)
  const { AWS_REGION: region, USER_POOL_ID: poolId, USER_POOL_CLIENT_ID: clientId } = environment
  const keysUrl = environment.SESSION_KEYS_URL ?? keysUrlOf(issuerOf(environment))
  const table = tableOf(environment)
  return {
    accounts: dynamoAccountStore(table),
    sessions: sessionsOf(environment),
    tokens: noTokens,
    operators: { verify: () => false },
    identity: cognitoIdentity({
      pool: openPool({ region, poolId, clientId }),
      mailer: mailerOf(environment),
      spentCodes: dynamoSpentCodeStore(table),
      clock,
    }),
    publishedKeys: () => publishedKeys(keysUrl),
    clock,
    randomness,
  }
}

/** All its routes are open to anyone, so no token is ever looked at; should one be, it is refused. */
const noTokens: TokenSigner = {
  idFor: noSigning,
  sign: noSigning,
  verify: () => false,
}

function noSigning(): never {
  throw new ServiceError('internal', 'This function signs no API tokens.')
}

function mailerOf({ AWS_REGION: region, MAIL_FROM: from }: IdentityEnvironment): Mailer {
  return from === undefined ? { send: async () => {} } : sesMailer({ region, from })
}
