import type { Crashes } from './crash-points.ts'

/** Flows × calls × (before, after), with the sums below. */
export function printTable(all: readonly Crashes[]): void {
  const rows = all.map(({ flow, calls, injected, missed, differences }) => [
    flow,
    ...[calls.length, injected.before, injected.after, missed.length, differences.length],
  ])
  const sums = [1, 2, 3, 4, 5].map((n) => rows.reduce((sum, row) => sum + Number(row[n]), 0))
  const head = ['flow', 'calls', 'killed before', 'killed after', 'missed', 'differences']
  const lines = [head, ...rows, ['all flows', ...sums]].map(([name, ...numbers]) =>
    [String(name).padEnd(38), ...numbers.map((each) => String(each).padStart(14))].join(''),
  )
  process.stdout.write(`\n${lines.join('\n')}\n\n`)
}
