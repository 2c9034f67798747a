import type { Duration } from 'aws-cdk-lib'
import { type IMetric, MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch'

/** An alarm watches ten metrics at most: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_limits.html */
const METRICS_AN_ALARM = 10

/** https://docs.aws.amazon.com/msk/latest/developerguide/metrics-details.html, level DEFAULT, which costs nothing. */
function brokerMetric(metricName: string, clusterName: string, broker: number, period: Duration) {
  return new Metric({
    namespace: 'AWS/Kafka',
    metricName,
    dimensionsMap: { 'Cluster Name': clusterName, 'Broker ID': String(broker) },
    statistic: 'Maximum',
    period,
  })
}

/** Percent of the fullest disk of each ten brokers. */
export function diskUsed(clusterName: string, brokers: number, period: Duration): IMetric[] {
  const all = Array.from({ length: brokers }, (_, index) => index + 1)
  const parts = Array.from({ length: Math.ceil(brokers / METRICS_AN_ALARM) }, (_, part) =>
    all.slice(part * METRICS_AN_ALARM, (part + 1) * METRICS_AN_ALARM),
  )
  return parts.map((ids) => {
    const metrics = ids.map((id) => [
      `broker${id}`,
      brokerMetric('KafkaDataLogsDiskUsed', clusterName, id, period),
    ])
    return new MathExpression({
      expression: 'MAX(METRICS())',
      label: `fullest disk of ${clusterName}, %`,
      usingMetrics: Object.fromEntries(metrics),
      period,
    })
  })
}

export function offlinePartitions(clusterName: string, period: Duration): IMetric {
  return new Metric({
    namespace: 'AWS/Kafka',
    metricName: 'OfflinePartitionsCount',
    dimensionsMap: { 'Cluster Name': clusterName },
    statistic: 'Maximum',
    period,
  })
}

/** Bytes a second that producers or consumers move through one broker after the other. */
export function traffic(
  metricName: 'BytesInPerSec' | 'BytesOutPerSec',
  clusterName: string,
  brokers: number,
  period: Duration,
): IMetric[] {
  return Array.from({ length: brokers }, (_, index) =>
    brokerMetric(metricName, clusterName, index + 1, period),
  )
}
