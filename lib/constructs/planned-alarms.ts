import { Duration } from 'aws-cdk-lib'
import type { Construct } from 'constructs'
import type { PlannedAlarm } from '../functions/function-plan.ts'
import type { Bell } from './entrance-alarms.ts'
import { type HouseAlarmProps, houseAlarm } from './house-alarm.ts'
import type { PlannedFunction } from './planned-function.ts'

const PERIOD = Duration.minutes(5)

/** What functions say themselves about when to ring. `named` comes after the deployment: the cell, if it is one's. */
export function plannedAlarms(
  scope: Construct,
  functions: readonly PlannedFunction[],
  { deployment, action }: Bell,
  named = '',
): void {
  for (const made of functions) {
    for (const alarm of made.plan.alarms ?? []) {
      const { name, errorImpact, runbook } = alarm
      houseAlarm(scope, name, {
        ...{ errorImpact, runbook, action, ...heardOf(made, alarm) },
        name: `${deployment}-${named}${name}`,
        periods: 1,
      })
    }
  }
}

function heardOf(
  { control }: PlannedFunction,
  { rings }: PlannedAlarm,
): Pick<HouseAlarmProps, 'metric' | 'threshold' | 'rings'> {
  if (rings !== 'when it is not started')
    return { metric: control.faults, threshold: rings.faults, rings: 'above' }
  return { metric: control.fn.metricInvocations({ period: PERIOD }), threshold: 0, rings: 'below' }
}
