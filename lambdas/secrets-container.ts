import { dynamoAuditStore } from '../adapters/dynamodb/dynamo-audit-store.ts'
import { dynamoClusterStore } from '../adapters/dynamodb/dynamo-cluster-store.ts'
import { dynamoTenantStore } from '../adapters/dynamodb/dynamo-tenant-store.ts'
import { openSecretsManager } from '../adapters/secrets-manager/secrets-client.ts'
import { secretsManagerStore } from '../adapters/secrets-manager/secrets-manager-store.ts'
import { authenticationOf } from './authentication-container.ts'
import { clock, randomness, tableOf } from './container.ts'
import { readEnvironment, secretsEnvironment } from './environment.ts'
import type { SecretDeps } from './http/deps.ts'

/** The composition root of the function that shows passwords: it reads them, and writes audit events alone. */
export async function secretsContainer(): Promise<SecretDeps> {
  const environment = readEnvironment(secretsEnvironment, process.env)
  const table = tableOf(environment)
  return {
    ...(await authenticationOf(environment, table)),
    tenants: dynamoTenantStore(table, clock),
    clusters: dynamoClusterStore(table),
    audit: dynamoAuditStore(table),
    secrets: secretsManagerStore({
      client: openSecretsManager(environment.AWS_REGION),
      deployment: environment.DEPLOYMENT,
      keyArn: environment.SECRETS_KEY_ARN,
    }),
    clock,
    randomness,
  }
}
