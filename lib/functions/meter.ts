import { Duration } from 'aws-cdk-lib'
import { lookAtCell } from '../constructs/cell-permissions.ts'
import { tableEnvironment } from '../constructs/function-environments.ts'
import { useItems } from '../constructs/table-access.ts'
import { BROKER_MEMORY_MIB } from './broker-memory.ts'
import type { CellFunction } from './function-plan.ts'

/** Reads the brokers' counters and writes the usage that they prove. Brokers ask for a minute between two reads. */
export const meter: CellFunction = ({ name, arns, environment }, { state }) => ({
  entry: 'meter',
  does: `Headgate: measures what tenants of the cell ${name} use`,
  environment: { ...tableEnvironment(state), ...environment },
  permissions: [
    ...useItems(state.table, ['BatchWriteItem', 'GetItem', 'PutItem', 'Query']),
    ...lookAtCell(arns.clusterArn),
  ],
  // A pass that is late goes on beside the next: of two, the first to write a chunk wins, and nothing counts twice.
  timeout: Duration.minutes(2),
  memoryMib: BROKER_MEMORY_MIB,
  inNetwork: true,
  starts: [{ every: Duration.minutes(1) }],
  alarms: [
    {
      name: 'metering-fails',
      rings: { faults: 3 },
      errorImpact: `Usage of the cell ${name} stands still; the next pass covers the time, unless a broker restarts before.`,
      runbook: 'metering-stands-still',
    },
    {
      name: 'metering-stopped',
      rings: 'when it is not started',
      errorImpact: `Usage of the cell ${name} stands still; the next pass covers the time, unless a broker restarts before.`,
      runbook: 'metering-stands-still',
    },
  ],
})
