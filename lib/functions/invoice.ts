import { Duration } from 'aws-cdk-lib'
import { tableEnvironment } from '../constructs/function-environments.ts'
import { readGivenSecret } from '../constructs/secret-access.ts'
import { readAndWrite } from '../constructs/table-access.ts'
import type { DeploymentFunction } from './function-plan.ts'

/** Closes months, watches budgets and hands over what is to be paid. A pass that is late goes on beside the next. */
export const invoice: DeploymentFunction = ({ state, configuration: { payment } }) => ({
  entry: 'invoice',
  does: 'Headgate: closes months, watches budgets, hands over what is to be paid',
  environment: {
    ...tableEnvironment(state),
    ...(payment === undefined
      ? {}
      : { PAYMENT_SECRET_ARN: payment.secretArn, PAYMENT_METER_EVENT: payment.meterEvent }),
  },
  permissions: [
    ...readAndWrite(state.table),
    ...(payment === undefined ? [] : readGivenSecret(payment, state.table.region)),
  ],
  timeout: Duration.minutes(5),
  memoryMib: 512,
  starts: [
    { every: Duration.minutes(1) },
    // Reads the month of every account.
    { every: Duration.hours(1), name: 'figures', input: { figures: true } },
  ],
  alarms: [
    {
      name: 'billing-fails',
      rings: { faults: 3 },
      errorImpact:
        'Months are not closed, budgets do not stop anybody, payments are not collected.',
      runbook: 'billing-stands-still',
    },
    {
      name: 'billing-stopped',
      rings: 'when it is not started',
      errorImpact:
        'Months are not closed, budgets do not stop anybody, payments are not collected.',
      runbook: 'billing-stands-still',
    },
  ],
})
