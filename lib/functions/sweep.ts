import { Duration } from 'aws-cdk-lib'
import { sweepCell } from '../constructs/cell-permissions.ts'
import { tableEnvironment } from '../constructs/function-environments.ts'
import { readCanarySecret } from '../constructs/secret-access.ts'
import { readAndWrite } from '../constructs/table-access.ts'
import { BROKER_MEMORY_MIB } from './broker-memory.ts'
import type { CellFunction } from './function-plan.ts'

/** Compares what is on a cell with what was settled there. */
export const sweep: CellFunction = ({ name, arns, environment }, { home, state, secrets }) => ({
  entry: 'sweep',
  does: `Headgate: looks for drift on the cell ${name}`,
  environment: {
    ...tableEnvironment(state),
    DEPLOYMENT: home.deployment,
    ...environment,
  },
  permissions: [
    ...readAndWrite(state.table),
    ...sweepCell(arns.clusterArn),
    ...readCanarySecret(secrets, name),
  ],
  timeout: Duration.minutes(2),
  memoryMib: BROKER_MEMORY_MIB,
  inNetwork: true,
  // Each reads every tenant of the cell once: oftener would cost more than an hour of drift does harm.
  starts: [{ every: Duration.minutes(5) }],
  alarms: [
    {
      name: 'drift-waits',
      rings: { faults: 1 },
      errorImpact: `Something on the cell ${name} is not as it was settled, and no sweep may repair it.`,
      runbook: 'findings-wait',
    },
  ],
})
