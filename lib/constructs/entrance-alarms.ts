import { Duration } from 'aws-cdk-lib'
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2'
import type { IAlarmAction } from 'aws-cdk-lib/aws-cloudwatch'
import type { IFunction } from 'aws-cdk-lib/aws-lambda'
import type { Construct } from 'constructs'
import type { ControlFunction } from './control-function.ts'
import { houseAlarm } from './house-alarm.ts'
import { waitingMetric } from './waiting-metric.ts'

/** Where alarms go, and what their names begin with. */
export interface Bell {
  readonly deployment: string
  readonly action: IAlarmAction
}

interface EntranceParts {
  readonly http: HttpApi
  readonly dispatch: IFunction
  readonly place: ControlFunction
}

const PERIOD = Duration.minutes(5)
/** More than one: a single fault may be one customer's oddity, and the next try usually works. */
const SOME = 5

/** What customers notice at the API, and what keeps their wishes from reaching a cluster. */
export function entranceAlarms(scope: Construct, parts: EntranceParts, bell: Bell): void {
  const { deployment, action } = bell
  const named = (name: string) => ({ name: `${deployment}-${name}`, action, periods: 1 })
  houseAlarm(scope, 'ApiFaults', {
    ...named('api-faults'),
    metric: parts.http.metricServerError({ period: PERIOD, statistic: 'Sum' }),
    threshold: SOME,
    errorImpact: 'Customers get errors from the API; what they ask for may not be done.',
    runbook: 'the-api-answers-with-errors',
  })
  houseAlarm(scope, 'HintsLate', {
    ...named('hints-late'),
    metric: parts.dispatch.metric('IteratorAge', { period: PERIOD, statistic: 'Maximum' }),
    threshold: Duration.minutes(5).toMilliseconds(),
    errorImpact: 'What customers change takes a minute instead of seconds.',
    runbook: 'hints-are-late',
  })
  houseAlarm(scope, 'PlacingStopped', {
    ...named('placing-stopped'),
    metric: parts.place.fn.metricInvocations({ period: PERIOD }),
    threshold: 0,
    rings: 'below',
    errorImpact: 'New tenants stay in provisioning: nobody gives them a cluster.',
    runbook: 'new-tenants-wait',
  })
  houseAlarm(scope, 'NoRoom', {
    ...named('no-room'),
    // Room may come within minutes, when somebody else's tenant is purged.
    periods: 2,
    metric: waitingMetric(parts.place.logs, deployment),
    threshold: 1,
    errorImpact: 'New tenants stay in provisioning: no cluster has room for them.',
    runbook: 'no-cluster-has-room',
  })
}
