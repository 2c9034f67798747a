import { Duration } from 'aws-cdk-lib'
import { tableEnvironment } from '../constructs/function-environments.ts'
import { readAndWrite } from '../constructs/table-access.ts'
import type { DeploymentFunction } from './function-plan.ts'

/** Speaks to addresses of customers: outside of the network, and with nothing but the table. */
export const webhooks: DeploymentFunction = ({ state }) => ({
  entry: 'webhooks',
  does: 'Headgate: tells webhooks what happened',
  environment: tableEnvironment(state),
  permissions: readAndWrite(state.table),
  // A pass begins nothing after 40 s and waits 10 s for the last answers; one that is late goes on beside the next.
  timeout: Duration.seconds(90),
  memoryMib: 512,
  starts: [{ every: Duration.minutes(1) }],
  alarms: [
    {
      name: 'webhooks-fail',
      rings: { faults: 5 },
      errorImpact: 'Webhooks hear of events late, or not until this is mended; none is lost.',
      runbook: 'webhooks-are-not-told',
    },
  ],
})
