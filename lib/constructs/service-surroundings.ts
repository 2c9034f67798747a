import type { Stack } from 'aws-cdk-lib'
import type { Configuration } from '../config/configuration.ts'
import type { DeploymentSize } from '../config/deployment-sizes.ts'
import { type CellSeen, cellSeen } from './cell-seen.ts'
import type { FunctionHome, FunctionNetwork } from './control-function.ts'
import { importFunctionsGroup, importKey, subnetIds } from './foundation.ts'
import type { UserSecrets } from './secret-access.ts'
import { importState, type State } from './state.ts'

/** What the service finds there: everything that the other stacks made, and what was configured. */
export interface Surroundings {
  readonly stack: Stack
  readonly configuration: Configuration
  readonly home: FunctionHome
  readonly state: State
  readonly network: FunctionNetwork
  readonly secrets: UserSecrets
  readonly cells: readonly CellSeen[]
}

export function importSurroundings(
  stack: Stack,
  configuration: Configuration,
  size: DeploymentSize,
): Surroundings {
  const logKey = importKey(stack, configuration, 'data-key-arn')
  return {
    stack,
    configuration,
    home: { deployment: configuration.name, size, logKey },
    state: importState(stack, configuration, logKey.keyArn),
    network: {
      subnetIds: subnetIds(stack, configuration, configuration.network.availabilityZones),
      groupId: importFunctionsGroup(stack, configuration).securityGroupId,
    },
    secrets: {
      deployment: configuration.name,
      secretsKeyArn: importKey(stack, configuration, 'secrets-key-arn').keyArn,
      secretsArnPrefix: `arn:${stack.partition}:secretsmanager:${stack.region}:${stack.account}:secret`,
      region: stack.region,
    },
    cells: configuration.cells.map((cell) => cellSeen(stack, cell, configuration.name)),
  }
}
