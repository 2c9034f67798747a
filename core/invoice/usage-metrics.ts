import { decimalText } from '../kernel/money.ts'
import type { MeterUse } from './meter-uses.ts'
import type { UsageReport } from './read-usage.ts'

interface Metric {
  readonly name: string
  readonly help: string
  readonly textOf: (use: MeterUse) => string
}

/** Whole numbers stay whole; shares and amounts are decimals made of whole numbers. */
const METRICS: readonly Metric[] = [
  {
    name: 'headgate_usage',
    help: 'Used so far this month, in bytes, byte-seconds or partition-seconds.',
    textOf: ({ quantity }) => `${quantity}`,
  },
  {
    name: 'headgate_usage_limit',
    help: 'The most that the plan allows in this month, in the same unit.',
    textOf: ({ limit }) => `${limit}`,
  },
  {
    name: 'headgate_usage_percent',
    help: 'Used of the limit.',
    textOf: ({ usedBasisPoints }) => decimalText(usedBasisPoints, 100n, 2),
  },
  {
    name: 'headgate_usage_cost_usd',
    help: 'What the meter costs so far this month.',
    textOf: ({ amountMicros }) => decimalText(amountMicros, 1_000_000n, 6),
  },
  {
    name: 'headgate_usage_incomplete',
    help: '1 when something was not measured when it happened.',
    textOf: ({ incomplete }) => (incomplete ? '1' : '0'),
  },
]

/** The text format of Prometheus, 0.0.4: https://prometheus.io/docs/instrumenting/exposition_formats/ */
export function usageMetrics({ tenant, meters, totalMicros }: UsageReport): string {
  const who = `tenant="${tenant.id}",name="${tenant.name}"`
  const lines = METRICS.flatMap(({ name, help, textOf }) => [
    `# HELP ${name} ${help}`,
    `# TYPE ${name} gauge`,
    ...meters.map((use) => `${name}{${who},meter="${use.meter}"} ${textOf(use)}`),
  ])
  return [
    ...lines,
    '# HELP headgate_cost_usd What the tenant costs so far this month.',
    '# TYPE headgate_cost_usd gauge',
    `headgate_cost_usd{${who}} ${decimalText(totalMicros, 1_000_000n, 6)}`,
    '',
  ].join('\n')
}
