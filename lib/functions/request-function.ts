import { Duration } from 'aws-cdk-lib'
import {
  keyEnvironment,
  sessionEnvironment,
  tableEnvironment,
} from '../constructs/function-environments.ts'
import { readInstallationKeys } from '../constructs/secret-access.ts'
import type { Surroundings } from '../constructs/service-surroundings.ts'
import { readAndWrite } from '../constructs/table-access.ts'

const MEMORY_MIB = 512

/** What a function that answers requests gets by with, unless it says otherwise: API Gateway gives up after 29 s. */
export const REQUEST_SIZE = { timeout: Duration.seconds(15), memoryMib: MEMORY_MIB } as const

/** What every function needs to know who is asking. */
export function knowsCallers({ state }: Surroundings) {
  return {
    environment: {
      ...tableEnvironment(state),
      ...sessionEnvironment(state),
      ...keyEnvironment(state),
    },
    permissions: readInstallationKeys(state),
  }
}

/** A function that reads and declares: the table and whoever is asking, and no password of a Kafka user. */
export function declares(around: Surroundings) {
  const { environment, permissions } = knowsCallers(around)
  return {
    environment,
    permissions: [...readAndWrite(around.state.table), ...permissions],
    // Requests wait for an operation for 20 s at most.
    timeout: Duration.seconds(29),
    memoryMib: MEMORY_MIB,
  }
}
