import * as z from 'zod'
import type { PriceList } from './price-list.ts'

/** One line of what a deployment costs in a month in which nobody uses it. */
export interface CostLine {
  readonly what: string
  readonly count: number
  readonly monthlyUsd: number
}

/** As AWS's own calculator has it. */
const HOURS_A_MONTH = 730
const MINUTES_A_MONTH = HOURS_A_MONTH * 60
/** A pass over a cell with nothing due: assumed, not measured on AWS. */
const IDLE_START_SECONDS = 1
const MIB_A_GIB = 1_024

interface Resource {
  readonly Type: string
  readonly Properties?: unknown
}

const clusterSchema = z.object({
  NumberOfBrokerNodes: z.number(),
  BrokerNodeGroupInfo: z.object({
    InstanceType: z.string(),
    StorageInfo: z.object({ EBSStorageInfo: z.object({ VolumeSize: z.number() }) }),
  }),
})
const endpointSchema = z.object({ SubnetIds: z.array(z.unknown()).default([]) })
const functionSchema = z.object({ FunctionName: z.string(), MemorySize: z.number() })
const scheduleSchema = z.object({ Name: z.string(), ScheduleExpression: z.string() })

/**
 * What stands there and is paid for by time, of the templates of all stacks. Not in it: what grows with use (requests,
 * stored bytes, traffic, logs, log-ins), and taxes, discounts and free tiers.
 */
export function idleCost(resources: readonly Resource[], prices: PriceList): readonly CostLine[] {
  const ofType = (type: string) =>
    resources.filter(({ Type }) => Type === type).map(({ Properties }) => Properties)
  const by = (what: string, type: string, monthlyUsd: number) => {
    const count = ofType(type).length
    return { what, count, monthlyUsd: count * monthlyUsd }
  }
  const lines = [
    ...brokers(ofType('AWS::MSK::Cluster'), prices),
    endpoints(ofType('AWS::EC2::VPCEndpoint'), prices),
    by('NAT gateways', 'AWS::EC2::NatGateway', prices.natGatewayHour * HOURS_A_MONTH),
    by('keys', 'AWS::KMS::Key', prices.keyMonth),
    by('secrets', 'AWS::SecretsManager::Secret', prices.secretMonth),
    by('alarms', 'AWS::CloudWatch::Alarm', prices.alarmMonth),
    by('dashboards', 'AWS::CloudWatch::Dashboard', prices.dashboardMonth),
    starts(ofType('AWS::Scheduler::Schedule'), ofType('AWS::Lambda::Function'), prices),
  ]
  return lines.filter(({ count }) => count > 0)
}

/** Throws for an instance type that nobody wrote a price down for: a sum that lacks it would be wrong. */
function brokers(clusters: readonly unknown[], prices: PriceList): readonly CostLine[] {
  return clusters.flatMap((properties) => {
    const { NumberOfBrokerNodes: count, BrokerNodeGroupInfo: group } =
      clusterSchema.parse(properties)
    const { InstanceType: type } = group
    const hour = prices.brokerHour[type]
    if (hour === undefined) throw new Error(`prices.json has no price for ${type}.`)
    const gib = group.StorageInfo.EBSStorageInfo.VolumeSize
    return [
      { what: `brokers ${type}`, count, monthlyUsd: count * hour * HOURS_A_MONTH },
      {
        what: `volumes of ${gib} GiB`,
        count,
        monthlyUsd: count * gib * prices.brokerVolumeGibMonth,
      },
    ]
  })
}

/** Gateway endpoints have no subnets and cost nothing. */
function endpoints(all: readonly unknown[], prices: PriceList): CostLine {
  const zones = all.map((properties) => endpointSchema.parse(properties).SubnetIds.length)
  const count = zones.reduce((sum, each) => sum + each, 0)
  const monthlyUsd = count * prices.interfaceEndpointZoneHour * HOURS_A_MONTH
  return { what: 'interface endpoints, by zone', count, monthlyUsd }
}

/** A schedule is called as the function that it starts, or that and a dot and more (lib/constructs/planned-function.ts). */
function starts(
  schedules: readonly unknown[],
  functions: readonly unknown[],
  prices: PriceList,
): CostLine {
  const memory = new Map(
    functions.map((properties) => {
      const { FunctionName, MemorySize } = functionSchema.parse(properties)
      return [FunctionName, MemorySize / MIB_A_GIB] as const
    }),
  )
  const eachUsd = schedules.map((properties) => {
    const { Name, ScheduleExpression } = scheduleSchema.parse(properties)
    const [functionName = ''] = Name.split('.')
    const gibSeconds = (memory.get(functionName) ?? 0) * IDLE_START_SECONDS
    const oneStartUsd =
      prices.scheduleStart + prices.functionRequest + gibSeconds * prices.functionGibSecondArm
    return oneStartUsd * startsAMonth(ScheduleExpression)
  })
  const monthlyUsd = eachUsd.reduce((sum, each) => sum + each, 0)
  return { what: 'schedules, and the functions they start', count: eachUsd.length, monthlyUsd }
}

/** Throws for a schedule that is none of ours. */
function startsAMonth(expression: string): number {
  const [, count, unit] = /^rate\((\d+) (minute|hour)s?\)$/.exec(expression) ?? []
  if (unit === undefined) throw new Error(`Nobody counts the starts of ${expression}.`)
  return (unit === 'hour' ? HOURS_A_MONTH : MINUTES_A_MONTH) / Number(count)
}
