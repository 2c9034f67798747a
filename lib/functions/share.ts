import { Duration } from 'aws-cdk-lib'
import { lookAtCell, setQuotas } from '../constructs/cell-permissions.ts'
import { tableEnvironment } from '../constructs/function-environments.ts'
import { readAndWrite } from '../constructs/table-access.ts'
import { BROKER_MEMORY_MIB } from './broker-memory.ts'
import type { CellFunction } from './function-plan.ts'

/** Divides each tenant's rates among its credentials, by what they use, and holds tenants that are past their plan all the same. */
export const share: CellFunction = ({ name, arns, environment }, { state }) => ({
  entry: 'share',
  does: `Headgate: shares out the rates of tenants of the cell ${name}`,
  environment: { ...tableEnvironment(state), ...environment },
  permissions: [
    ...readAndWrite(state.table),
    ...lookAtCell(arns.clusterArn),
    ...setQuotas(arns.clusterArn),
  ],
  // Ends before the next one begins.
  timeout: Duration.seconds(50),
  memoryMib: BROKER_MEMORY_MIB,
  inNetwork: true,
  starts: [{ every: Duration.minutes(1) }],
  alarms: [
    {
      name: 'sharing-fails',
      rings: { faults: 5 },
      errorImpact: `Credentials of tenants of the cell ${name} keep the shares they have, whatever they use now: some get too little, some too much.`,
      runbook: 'shares-stand-still',
    },
  ],
})
