import type { Permission } from './function-role.ts'
import type { State } from './state.ts'

export interface UserSecrets {
  readonly deployment: string
  readonly secretsKeyArn: string
  /** `arn:<partition>:secretsmanager:<region>:<account>:secret` */
  readonly secretsArnPrefix: string
  readonly region: string
}

/** Keys are opened through the service alone, never by a function itself. */
function throughSecretsManager(
  actions: readonly string[],
  keyArn: string,
  region: string,
): Permission {
  return {
    actions,
    resources: [keyArn],
    conditions: { StringEquals: { 'kms:ViaService': `secretsmanager.${region}.amazonaws.com` } },
  }
}

/** The pepper of API tokens, under which every function that authenticates derives them again. */
export function readInstallationKeys(state: State): readonly Permission[] {
  return [
    {
      actions: ['secretsmanager:GetSecretValue'],
      resources: [state.tokenPepperArn],
    },
    throughSecretsManager(['kms:Decrypt'], state.table.keyArn, state.table.region),
  ]
}

/** A secret that somebody else made, under a key of their own or the account's own for Secrets Manager. */
export function readGivenSecret(
  { secretArn, keyArn }: { readonly secretArn: string; readonly keyArn?: string | undefined },
  region: string,
): readonly Permission[] {
  const ofKey = keyArn === undefined ? [] : [throughSecretsManager(['kms:Decrypt'], keyArn, region)]
  return [{ actions: ['secretsmanager:GetSecretValue'], resources: [secretArn] }, ...ofKey]
}

/** For the one function that makes the first operator; the pepper's permission opens the key. */
export function readBootstrapSecret({ operatorTokenArn }: State): Permission {
  return { actions: ['secretsmanager:GetSecretValue'], resources: [operatorTokenArn] }
}

/** Passwords of this deployment's Kafka users. A name says whose it is; Secrets Manager adds six characters. */
function userSecretsArn({ secretsArnPrefix, deployment }: UserSecrets): string {
  return `${secretsArnPrefix}:AmazonMSK_${deployment}_*`
}

export function readUserSecrets(secrets: UserSecrets): readonly Permission[] {
  return [
    {
      actions: ['secretsmanager:GetSecretValue'],
      resources: [userSecretsArn(secrets)],
      whyAny: USERS,
    },
    throughSecretsManager(['kms:Decrypt'], secrets.secretsKeyArn, secrets.region),
  ]
}

/** The password of the one user of a cell that may do nothing; Secrets Manager adds six characters to its name. */
export function readCanarySecret(secrets: UserSecrets, cellName: string): readonly Permission[] {
  const { secretsArnPrefix, deployment, secretsKeyArn, region } = secrets
  const secret = `${secretsArnPrefix}:AmazonMSK_${deployment}_canary-cl_${cellName}`
  return [
    // One that is not there has no such characters, and is to be told from one that may not be read.
    { actions: ['secretsmanager:GetSecretValue'], resources: [secret, `${secret}-??????`] },
    throughSecretsManager(['kms:Decrypt'], secretsKeyArn, region),
  ]
}

/** Passwords of the administrators of registered clusters; it makes no other. */
export function keepClusterSecrets(secrets: UserSecrets): readonly Permission[] {
  const { secretsArnPrefix, deployment, secretsKeyArn, region } = secrets
  return [
    {
      actions: ['CreateSecret', 'DeleteSecret', 'TagResource'].map(
        (action) => `secretsmanager:${action}`,
      ),
      resources: [`${secretsArnPrefix}:AmazonMSK_${deployment}_admin-*`],
      whyAny: CLUSTERS,
    },
    throughSecretsManager(['kms:GenerateDataKey'], secretsKeyArn, region),
  ]
}

export function keepUserSecrets(secrets: UserSecrets): readonly Permission[] {
  const actions = ['CreateSecret', 'DeleteSecret', 'GetSecretValue', 'TagResource']
  const { secretsKeyArn, region } = secrets
  return [
    {
      actions: actions.map((action) => `secretsmanager:${action}`),
      resources: [userSecretsArn(secrets)],
      whyAny: USERS,
    },
    throughSecretsManager(['kms:Decrypt', 'kms:GenerateDataKey'], secretsKeyArn, region),
    // Amazon MSK takes a grant, in the name of who associates a secret, to read it from then on.
    {
      actions: ['kms:CreateGrant', 'kms:DescribeKey', 'kms:RetireGrant'],
      resources: [secretsKeyArn],
    },
  ]
}

const CLUSTERS = 'A secret is made for the administrator of each registered cluster.'
const USERS = 'A secret is made for each Kafka user of this deployment.'
