import type { Duration } from 'aws-cdk-lib'
import { type IMetric, Metric } from 'aws-cdk-lib/aws-cloudwatch'

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

/** Percent of each broker's disk that is taken. */
export function diskUsed(clusterName: string, brokers: number, period: Duration): IMetric[] {
  return eachBroker(brokers, (id) => brokerMetric('KafkaDataLogsDiskUsed', clusterName, id, period))
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
  return eachBroker(brokers, (id) => brokerMetric(metricName, clusterName, id, period))
}

/** Amazon MSK numbers brokers from 1. */
function eachBroker(brokers: number, metricOf: (id: number) => IMetric): IMetric[] {
  return Array.from({ length: brokers }, (_, index) => metricOf(index + 1))
}
