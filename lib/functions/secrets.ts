import { SECRET_PATHS } from '../constructs/api-paths.ts'
import { userSecretEnvironment } from '../constructs/function-environments.ts'
import { keepClusterSecrets, readUserSecrets } from '../constructs/secret-access.ts'
import { useItems } from '../constructs/table-access.ts'
import type { DeploymentFunction } from './function-plan.ts'
import { knowsCallers, REQUEST_SIZE } from './request-function.ts'

/** Reads and audit events; registered clusters are written in transactions, on condition of what they hold. */
const TABLE_ACTIONS = [
  'BatchGetItem',
  'ConditionCheckItem',
  'DeleteItem',
  'GetItem',
  'PutItem',
  'Query',
] as const

/** The one function behind the API that can read passwords of Kafka users. */
export const secrets: DeploymentFunction = (around) => {
  const callers = knowsCallers(around)
  return {
    entry: 'secrets',
    does: 'Headgate: shows passwords of Kafka users to those who may see them, keeps those of clusters',
    environment: {
      ...callers.environment,
      ...userSecretEnvironment(around.home.deployment, around.secrets.secretsKeyArn),
    },
    permissions: [
      ...useItems(around.state.table, TABLE_ACTIONS),
      ...callers.permissions,
      ...readUserSecrets(around.secrets),
      ...keepClusterSecrets(around.secrets),
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
