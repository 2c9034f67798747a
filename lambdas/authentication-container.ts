import { dynamoAccountStore } from '../adapters/dynamodb/dynamo-account-store.ts'
import { dynamoAnswerStore } from '../adapters/dynamodb/dynamo-answer-store.ts'
import { dynamoAuditStore } from '../adapters/dynamodb/dynamo-audit-store.ts'
import { dynamoEndedSessions } from '../adapters/dynamodb/dynamo-ended-sessions.ts'
import { dynamoOperatorStore } from '../adapters/dynamodb/dynamo-operator-store.ts'
import type { DynamoTable } from '../adapters/dynamodb/dynamo-table.ts'
import { readTextSecret } from '../adapters/secrets-manager/read-text-secret.ts'
import { openSecretsManager } from '../adapters/secrets-manager/secrets-client.ts'
import type { SessionVerifier } from '../core/account/identity-ports.ts'
import { HmacTokenSigner } from '../adapters/token-signer/hmac-token-signer.ts'
import { clock } from './container.ts'
import type { ApiEnvironment } from './environment.ts'
import type { AuthenticationDeps } from './http/deps.ts'

type PoolEnvironment = Pick<
  ApiEnvironment,
  'AWS_REGION' | 'USER_POOL_ID' | 'USER_POOL_CLIENT_ID' | 'SESSION_KEYS_URL'
>

/** Who issues the pool's tokens: https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-tokens-verifying-a-jwt.html */
export function issuerOf({ AWS_REGION: region, USER_POOL_ID: poolId }: PoolEnvironment): string {
  return `https://cognito-idp.${region}.amazonaws.com/${poolId}`
}

/** What verifies sessions is opened with the first one: programs come with API tokens and should not wait for it. */
function sessionsOf(environment: PoolEnvironment): SessionVerifier {
  let opened: Promise<SessionVerifier> | undefined
  return {
    verify: async (accessToken) => {
      opened ??= openVerifier(environment)
      return await (await opened).verify(accessToken)
    },
  }
}

async function openVerifier(environment: PoolEnvironment): Promise<SessionVerifier> {
  const { USER_POOL_CLIENT_ID: audience, SESSION_KEYS_URL: keysUrl } = environment
  const { createJwtSessionVerifier } = await import(
    '../adapters/jwt-sessions/jwt-session-verifier.ts'
  )
  return createJwtSessionVerifier({
    issuer: issuerOf(environment),
    audience,
    ...(keysUrl === undefined ? {} : { keysUrl }),
  })
}

/** Reads the pepper of API tokens: a function that starts without it must not start. */
export async function authenticationOf(
  environment: PoolEnvironment & Pick<ApiEnvironment, 'TOKEN_PEPPER_SECRET_ARN'>,
  table: DynamoTable,
): Promise<AuthenticationDeps> {
  const client = openSecretsManager(environment.AWS_REGION)
  const pepper = await readTextSecret(client, environment.TOKEN_PEPPER_SECRET_ARN)
  client.destroy()
  return {
    accounts: dynamoAccountStore(table),
    tokens: new HmacTokenSigner(Buffer.from(pepper)),
    operators: dynamoOperatorStore(table),
    endedSessions: dynamoEndedSessions(table),
    audit: dynamoAuditStore(table),
    answers: dynamoAnswerStore(table, clock),
    clock,
    sessions: sessionsOf(environment),
  }
}
