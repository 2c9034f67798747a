import { cognitoIdentity } from '../adapters/cognito/cognito-identity.ts'
import { openPool } from '../adapters/cognito/cognito-pool.ts'
import { dynamoAccountDeletions } from '../adapters/dynamodb/dynamo-account-deletions.ts'
import { dynamoAccountStore } from '../adapters/dynamodb/dynamo-account-store.ts'
import { dynamoMemberStore } from '../adapters/dynamodb/dynamo-member-store.ts'
import { dynamoSpentCodeStore } from '../adapters/dynamodb/dynamo-spent-code-store.ts'
import { dynamoWebhookStore } from '../adapters/dynamodb/dynamo-webhook-store.ts'
import type { DepartureDeps } from '../core/account/finish-departures.ts'
import { clock, randomness, tableOf } from './container.ts'
import { departuresEnvironment, readEnvironment } from './environment.ts'
import { report } from './report.ts'

/** The composition root of the function that finishes deletions: the table, and log-ins to look at and to delete. */
export function departuresContainer(): DepartureDeps {
  const environment = readEnvironment(departuresEnvironment, process.env)
  const { AWS_REGION: region, USER_POOL_ID: poolId, USER_POOL_CLIENT_ID: clientId } = environment
  const table = tableOf(environment)
  return {
    accounts: dynamoAccountStore(table),
    members: dynamoMemberStore(table),
    webhooks: dynamoWebhookStore(table, clock),
    deletions: dynamoAccountDeletions(table),
    identity: cognitoIdentity({
      pool: openPool({ region, poolId, clientId }),
      // Who is forgotten is sent nothing.
      mailer: { send: async () => {} },
      spentCodes: dynamoSpentCodeStore(table),
      clock,
    }),
    clock,
    randomness,
    report: (error) => report('departures', error),
  }
}
