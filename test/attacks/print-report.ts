import type { Report } from './verdict/report.ts'

const LONGEST_LINE = 260
const MOST_LINES = 40

/** For people: the counts in one line, then what is to be looked at. */
export function printReport(report: Report, mostLines = MOST_LINES): void {
  const { name, tried, succeeded, controlsPassed, remarks, changes } = report
  const sums =
    `${name}: ${tried} attacks tried, ${succeeded} succeeded, ` +
    `${controlsPassed} refused while their controls passed, ${changes.length} changes to the victim`
  const details = [...remarks, ...changes.map((change) => `changed: ${change}`)]
  const shown = details.slice(0, mostLines).map((line) => `  ${line.slice(0, LONGEST_LINE)}`)
  const more = details.length > mostLines ? [`  … and ${details.length - mostLines} more`] : []
  process.stdout.write(`${[sums, ...shown, ...more].join('\n')}\n`)
}
