import { Duration } from 'aws-cdk-lib'
import type { Metric } from 'aws-cdk-lib/aws-cloudwatch'
import { FilterPattern, type LogGroup } from 'aws-cdk-lib/aws-logs'

/**
 * What a function says of itself (lambdas/report.ts), and what Lambda says when it ends before it can. Lambda's own
 * count of errors misses most: a request that was answered with 500 is no error to it, nor is a refused hint.
 */
const FAULTS = FilterPattern.anyTerm(
  '"level":"error"',
  'Invoke Error',
  'Runtime exited',
  'Task timed out',
  'Uncaught Exception',
)

/** Lines of a function's log that tell of a fault, summed over five minutes. */
export function faultMetric(logs: LogGroup, functionName: string): Metric {
  const filter = logs.addMetricFilter('Faults', {
    filterPattern: FAULTS,
    metricNamespace: 'Headgate',
    metricName: `${functionName} faults`,
  })
  return filter.metric({ statistic: 'Sum', period: Duration.minutes(5) })
}
