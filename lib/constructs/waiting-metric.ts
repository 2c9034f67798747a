import { Duration } from 'aws-cdk-lib'
import type { Metric } from 'aws-cdk-lib/aws-cloudwatch'
import { FilterPattern, type LogGroup } from 'aws-cdk-lib/aws-logs'

/**
 * How many tenants a pass of placing found no room for, as it says itself (lambdas/place-container.ts). It is silent
 * when there was room for all. The most of five minutes: each pass that fails counts the same tenants again.
 */
export function waitingMetric(logs: LogGroup, deployment: string): Metric {
  const filter = logs.addMetricFilter('Waiting', {
    filterPattern: FilterPattern.exists('$.waitingForCapacity'),
    metricNamespace: 'Headgate',
    metricName: `${deployment} tenants waiting for capacity`,
    metricValue: '$.waitingForCapacity',
  })
  return filter.metric({ statistic: 'Maximum', period: Duration.minutes(5) })
}
