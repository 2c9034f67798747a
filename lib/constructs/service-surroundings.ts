import type { Stack } from 'aws-cdk-lib'
import type { Configuration } from '../config/configuration.ts'
import type { DeploymentSize } from '../config/deployment-sizes.ts'
import type { FunctionHome, FunctionNetwork } from './control-function.ts'
import { importFunctionsGroup, importKey, subnetIds } from './foundation.ts'
import type { UserSecrets } from './secret-access.ts'
import { importState, type State } from './state.ts'

/** What the service finds there: everything that the other stacks made. */
export interface Surroundings {
  readonly home: FunctionHome
  readonly state: State
  readonly network: FunctionNetwork
  readonly secrets: UserSecrets
}

export function importSurroundings(
  stack: Stack,
  configuration: Configuration,
  size: DeploymentSize,
): Surroundings {
  const logKey = importKey(stack, configuration, 'data-key-arn')
  return {
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
  }
}
