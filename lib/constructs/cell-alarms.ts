import { Duration } from 'aws-cdk-lib'
import type { Construct } from 'constructs'
import type { CellWorkers } from './cell-workers.ts'
import type { Bell } from './entrance-alarms.ts'
import { houseAlarm } from './house-alarm.ts'
import { diskUsed, offlinePartitions } from './kafka-metrics.ts'
import { plannedAlarms } from './planned-alarms.ts'

const PERIOD = Duration.minutes(5)
const DISK_PERCENT = 80

/** What customers of one cell lose when its passes or its brokers are in trouble. */
export function cellAlarms(scope: Construct, workers: CellWorkers, bell: Bell): void {
  settlingAlarms(scope, workers, bell)
  plannedAlarms(scope, workers.functions, bell, `${workers.cell.name}-`)
  brokerAlarms(scope, workers, bell)
}

function settlingAlarms(
  scope: Construct,
  { cell: { name: cell }, settling }: CellWorkers,
  { deployment, action }: Bell,
): void {
  const named = (name: string) => ({ name: `${deployment}-${cell}-${name}`, action, periods: 1 })
  houseAlarm(scope, 'SettlingStopped', {
    ...named('settling-stopped'),
    metric: settling.worker.fn.metricInvocations({ period: PERIOD }),
    threshold: 0,
    rings: 'below',
    errorImpact: `Nothing that customers change in the cell ${cell} takes effect.`,
    runbook: 'settling-stands-still',
  })
  houseAlarm(scope, 'SettlingFails', {
    ...named('settling-fails'),
    metric: settling.worker.faults,
    threshold: 3,
    errorImpact: `What customers change in the cell ${cell} takes effect late or not at all.`,
    runbook: 'settling-stands-still',
  })
  houseAlarm(scope, 'DeadLetters', {
    ...named('dead-letters'),
    metric: settling.deadLetters.metricApproximateNumberOfMessagesVisible({ period: PERIOD }),
    threshold: 1,
    errorImpact: `Some tenant of the cell ${cell} cannot be settled by hint; the schedule still tries.`,
    runbook: 'dead-letters',
  })
}

function brokerAlarms(
  scope: Construct,
  { cell: { name: cell, clusterName, brokers } }: CellWorkers,
  { deployment, action }: Bell,
): void {
  diskUsed(clusterName, brokers, PERIOD).forEach((metric, index) => {
    const broker = index + 1
    houseAlarm(scope, `DiskFull${broker}`, {
      name: `${deployment}-${cell}-disk-full-${broker}`,
      action,
      periods: 1,
      metric,
      threshold: DISK_PERCENT,
      errorImpact: `Soon nobody in the cell ${cell} can produce: a broker with a full disk stops.`,
      runbook: 'a-brokers-disk-fills-up',
    })
  })
  houseAlarm(scope, 'PartitionsOffline', {
    name: `${deployment}-${cell}-partitions-offline`,
    action,
    periods: 2,
    metric: offlinePartitions(clusterName, Duration.minutes(1)),
    threshold: 1,
    errorImpact: `Some topics of the cell ${cell} can be neither written nor read.`,
    runbook: 'partitions-are-offline',
  })
}
