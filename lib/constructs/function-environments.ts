import type { State } from './state.ts'

type Environment = Readonly<Record<string, string>>

// The variables that lambdas/environment.ts reads; docs/architecture-aws.md shows them by function. None is a secret.

export function tableEnvironment({ tableName }: State): Environment {
  return { TABLE_NAME: tableName }
}

export function sessionEnvironment({ userPoolId, userPoolClientId }: State): Environment {
  return { USER_POOL_ID: userPoolId, USER_POOL_CLIENT_ID: userPoolClientId }
}

export function keyEnvironment({ tokenPepperArn }: State): Environment {
  return { TOKEN_PEPPER_SECRET_ARN: tokenPepperArn }
}

export function bootstrapEnvironment({ operatorTokenArn }: State): Environment {
  return { OPERATOR_TOKEN_SECRET_ARN: operatorTokenArn }
}

export function userSecretEnvironment(deployment: string, secretsKeyArn: string): Environment {
  return { DEPLOYMENT: deployment, SECRETS_KEY_ARN: secretsKeyArn }
}
