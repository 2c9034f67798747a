import { DAY_MS } from '../../core/kernel/clock.ts'
import { PLANS, type PlanLimits } from '../../core/plan/plan.ts'

const SHOWN = /(?<=<!-- plans -->\n)[\s\S]*?(?=<!-- \/plans -->)/

const COLUMNS: readonly (readonly [string, (limits: PlanLimits) => number])[] = [
  ['produce kB/s', (limits) => limits.produceBytesPerSecond / 1_000],
  ['consume kB/s', (limits) => limits.consumeBytesPerSecond / 1_000],
  ['storage GB', (limits) => limits.storageBytes / 1_000_000_000],
  ['partition replicas', (limits) => limits.partitionReplicas],
  ['topics', (limits) => limits.topics],
  ['credentials', (limits) => limits.credentials],
  ['consumer groups', (limits) => limits.consumerGroups],
  ['retention days', (limits) => limits.retentionMaxMs / DAY_MS],
  ['request time, % of a thread', (limits) => limits.requestPercentage],
  ['batch bytes', (limits) => limits.maxBatchBytes],
  ['topic changes a minute', (limits) => limits.topicChangesPerMinute],
]

function plansTable(): string {
  const head = ['plan', ...COLUMNS.map(([name]) => name)]
  const rows = PLANS.map(({ id, limits }) => [
    id,
    ...COLUMNS.map(([, read]) => read(limits).toLocaleString('en-US')),
  ])
  const lines = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`)
  return `${lines.join('\n')}\n`
}

/** The page with the limits as the plan table has them now. */
export function withPlansTable(page: string): string {
  return page.replace(SHOWN, plansTable())
}
