import { Duration } from 'aws-cdk-lib'
import { sessionEnvironment, tableEnvironment } from '../constructs/function-environments.ts'
import { readAndWrite } from '../constructs/table-access.ts'
import type { DeploymentFunction } from './function-plan.ts'

/** Finishes deletions of members and accounts that were cut short. It can end log-ins, and open none. */
export const departures: DeploymentFunction = ({ state }) => ({
  entry: 'departures',
  does: 'Headgate: finishes deletions of members and accounts',
  environment: { ...tableEnvironment(state), ...sessionEnvironment(state) },
  permissions: [
    ...readAndWrite(state.table),
    {
      actions: ['cognito-idp:AdminDeleteUser', 'cognito-idp:AdminGetUser'],
      resources: [state.userPoolArn],
    },
  ],
  timeout: Duration.minutes(5),
  memoryMib: 512,
  starts: [{ every: Duration.minutes(1) }],
  alarms: [
    {
      name: 'departures-fail',
      rings: { faults: 5 },
      errorImpact: 'People who left may keep a log-in that opens nothing, and are not forgotten.',
      runbook: 'people-are-not-forgotten',
    },
  ],
})
