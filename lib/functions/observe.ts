import { Duration } from 'aws-cdk-lib'
import { lookAtCell } from '../constructs/cell-permissions.ts'
import { tableEnvironment } from '../constructs/function-environments.ts'
import { readAndWrite, useItems } from '../constructs/table-access.ts'
import { BROKER_MEMORY_MIB } from './broker-memory.ts'
import type { CellFunction } from './function-plan.ts'

/** Looks at the sizes of topics, and holds tenants whose storage is full. */
export const observe: CellFunction = ({ name, arns, environment }, { state }) => ({
  entry: 'observe',
  does: `Headgate: looks at sizes of the cell ${name}`,
  environment: { ...tableEnvironment(state), ...environment },
  permissions: [
    ...readAndWrite(state.table),
    ...useItems(state.table, ['BatchWriteItem']),
    ...lookAtCell(arns.clusterArn),
  ],
  // Ends before the next one begins.
  timeout: Duration.seconds(50),
  memoryMib: BROKER_MEMORY_MIB,
  inNetwork: true,
  starts: [{ every: Duration.minutes(1) }],
  alarms: [
    {
      name: 'observing-fails',
      rings: { faults: 3 },
      errorImpact: `Sizes of topics of the cell ${name} grow old; storage limits are not noticed.`,
      runbook: 'observing-fails',
    },
  ],
})
