import { DATA_PATHS } from '../constructs/api-paths.ts'
import { userSecretEnvironment } from '../constructs/function-environments.ts'
import { readUserSecrets } from '../constructs/secret-access.ts'
import { useItems } from '../constructs/table-access.ts'
import { BROKER_MEMORY_MIB } from './broker-memory.ts'
import type { DeploymentFunction } from './function-plan.ts'
import { knowsCallers, REQUEST_SIZE } from './request-function.ts'

/** Speaks Kafka for the API as tenants' own users: the brokers decide what it may, so no permission on clusters is here. */
export const data: DeploymentFunction = (around) => {
  const callers = knowsCallers(around)
  return {
    entry: 'data',
    does: 'Headgate: records and consumer groups through the API',
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
    memoryMib: BROKER_MEMORY_MIB,
    inNetwork: true,
    answers: DATA_PATHS,
    alarms: [
      {
        name: 'records-fail',
        rings: { faults: 5 },
        errorImpact:
          'Records and consumer groups cannot be seen through the API; clients of Kafka work on.',
        runbook: 'records-cannot-be-read',
      },
    ],
  }
}
