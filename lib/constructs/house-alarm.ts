import {
  Alarm,
  ComparisonOperator,
  type IAlarmAction,
  type IMetric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch'
import type { Construct } from 'constructs'

export interface HouseAlarmProps {
  readonly name: string
  readonly metric: IMetric
  /** Rings at this value and beyond. */
  readonly threshold: number
  /** So many periods of the metric in a row. */
  readonly periods: number
  /** `below` rings at this value and under it, and when nothing is heard. */
  readonly rings?: 'above' | 'below'
  /** What a person loses while it rings: not what is measured. */
  readonly errorImpact: string
  /** The heading of docs/operations.md that says what to do, as its link has it. */
  readonly runbook: string
  readonly action: IAlarmAction
}

/** An alarm that nobody has to interpret: it says who loses what, and where it is written what to do. */
export function houseAlarm(scope: Construct, id: string, props: HouseAlarmProps): Alarm {
  const below = props.rings === 'below'
  const alarm = new Alarm(scope, id, {
    alarmName: props.name,
    alarmDescription: `${props.errorImpact} What to do: docs/operations.md#${props.runbook}`,
    metric: props.metric,
    threshold: props.threshold,
    evaluationPeriods: props.periods,
    comparisonOperator: below
      ? ComparisonOperator.LESS_THAN_OR_EQUAL_TO_THRESHOLD
      : ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    treatMissingData: below ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
  })
  alarm.addAlarmAction(props.action)
  alarm.addOkAction(props.action)
  return alarm
}
