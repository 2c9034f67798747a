import { SECRET_PATHS } from '../constructs/api-paths.ts'
import { userSecretEnvironment } from '../constructs/function-environments.ts'
import { readUserSecrets } from '../constructs/secret-access.ts'
import { useItems } from '../constructs/table-access.ts'
import type { DeploymentFunction } from './function-plan.ts'
import { knowsCallers, REQUEST_SIZE } from './request-function.ts'

/** The one function behind the API that can read passwords of Kafka users. */
export const secrets: DeploymentFunction = (around) => {
  const callers = knowsCallers(around)
  return {
    entry: 'secrets',
    does: 'Headgate: shows the passwords of Kafka users to those who may see them',
    environment: {
      ...callers.environment,
      ...userSecretEnvironment(around.home.deployment, around.secrets.secretsKeyArn),
    },
    permissions: [
      ...useItems(around.state.table, ['GetItem', 'PutItem', 'Query']),
      ...callers.permissions,
      ...readUserSecrets(around.secrets),
    ],
    ...REQUEST_SIZE,
    answers: SECRET_PATHS,
    alarms: [
      {
        name: 'secrets-fail',
        rings: { faults: 5 },
        errorImpact: 'Customers cannot read their credentials; those they have still work.',
        runbook: 'credentials-cannot-be-read',
      },
    ],
  }
}
