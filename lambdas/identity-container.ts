import { cognitoIdentity } from '../adapters/cognito/cognito-identity.ts'
import { openPool } from '../adapters/cognito/cognito-pool.ts'
import { dynamoAccountDeletions } from '../adapters/dynamodb/dynamo-account-deletions.ts'
import { dynamoAuditStore } from '../adapters/dynamodb/dynamo-audit-store.ts'
import { dynamoMemberStore } from '../adapters/dynamodb/dynamo-member-store.ts'
import { dynamoSessionKeyStore } from '../adapters/dynamodb/dynamo-session-key-store.ts'
import { dynamoSpentCodeStore } from '../adapters/dynamodb/dynamo-spent-code-store.ts'
import { dynamoWebhookStore } from '../adapters/dynamodb/dynamo-webhook-store.ts'
import { keysUrlOf, publishedKeys } from '../adapters/jwt-sessions/published-keys.ts'
import { readTextSecret } from '../adapters/secrets-manager/read-text-secret.ts'
import { openSecretsManager } from '../adapters/secrets-manager/secrets-client.ts'
import { sesMailer } from '../adapters/ses/ses-mailer.ts'
import { recogniseText } from '../adapters/token-signer/recognise-text.ts'
import type { Mailer } from '../core/account/identity-ports.ts'
import { keepSessionKeys } from '../core/account/keep-session-keys.ts'
import type { BootstrapSecret } from '../core/account/operator-ports.ts'
import { authenticationOf, issuerOf } from './authentication-container.ts'
import { clock, randomness, tableOf } from './container.ts'
import { type IdentityEnvironment, identityEnvironment, readEnvironment } from './environment.ts'
import type { IdentityDeps } from './http/deps.ts'

/** The composition root of the function that handles people's passwords, and the bootstrap secret. */
export async function identityContainer(): Promise<IdentityDeps> {
  const environment = readEnvironment(identityEnvironment, process.env)
  const { AWS_REGION: region, USER_POOL_ID: poolId, USER_POOL_CLIENT_ID: clientId } = environment
  const keysUrl = environment.SESSION_KEYS_URL ?? keysUrlOf(issuerOf(environment))
  const table = tableOf(environment)
  const mailer = mailerOf(environment)
  const published = () => publishedKeys(keysUrl)
  const pool = cognitoIdentity({
    pool: openPool({ region, poolId, clientId }),
    mailer: mailer ?? { send: async () => {} },
    spentCodes: dynamoSpentCodeStore(table),
    clock,
  })
  return {
    ...(await authenticationOf(environment, table)),
    bootstrap: bootstrapOf(environment),
    audit: dynamoAuditStore(table),
    members: dynamoMemberStore(table),
    deletions: dynamoAccountDeletions(table),
    webhooks: dynamoWebhookStore(table, clock),
    ...(mailer === undefined ? {} : { mailer }),
    identity: keepSessionKeys(pool, published, dynamoSessionKeyStore(table)),
    publishedKeys: published,
    clock,
    randomness,
  }
}

/** Read when it is asked for, which is hardly ever, so that a new one counts at once. */
function bootstrapOf(environment: IdentityEnvironment): BootstrapSecret {
  return {
    recognise: async (given) => {
      const client = openSecretsManager(environment.AWS_REGION)
      const wanted = await readTextSecret(client, environment.OPERATOR_TOKEN_SECRET_ARN)
      client.destroy()
      return recogniseText(given.replace(/^hgo_/, ''), wanted)
    },
  }
}

function mailerOf({
  AWS_REGION: region,
  MAIL_FROM: from,
}: IdentityEnvironment): Mailer | undefined {
  return from === undefined ? undefined : sesMailer({ region, from })
}
