import type { Served } from './run-scenario.ts'

const WINDOW_SECONDS = 300
const MINUTE_SECONDS = 60

/** What a tenant was served, as parts of its plan's rate. */
export interface Judged {
  readonly scenario: string
  readonly minutes: readonly number[]
  /** The most that any five minutes held (or all of the time, if it was shorter). */
  readonly worstFiveMinutes: number
  readonly fromThirdMinute: number
}

export function judge({ scenario, seconds }: Served, rate: number): Judged {
  const part = (from: number, to: number) =>
    rounded(seconds.slice(from, to).reduce((a, b) => a + b, 0) / (to - from) / rate)
  const minutes = Array.from({ length: Math.floor(seconds.length / MINUTE_SECONDS) }, (_, n) =>
    part(n * MINUTE_SECONDS, (n + 1) * MINUTE_SECONDS),
  )
  const window = Math.min(WINDOW_SECONDS, seconds.length)
  const begins = Array.from({ length: seconds.length - window + 1 }, (_, n) => n)
  return {
    scenario: scenario.name,
    minutes,
    worstFiveMinutes: Math.max(...begins.map((from) => part(from, from + window))),
    fromThirdMinute: part(2 * MINUTE_SECONDS, seconds.length),
  }
}

/** For people, beside the JSON. */
export function tableOf(brokers: number, judged: readonly Judged[]): string {
  const rows = judged.map(({ scenario, minutes, worstFiveMinutes, fromThirdMinute }) =>
    [
      scenario.padEnd(40),
      ...minutes.map((part) => part.toFixed(2).padStart(5)),
      ` | from minute 3: ${fromThirdMinute.toFixed(2)}, worst 5 min: ${worstFiveMinutes.toFixed(2)}`,
    ].join(' '),
  )
  const head = `${brokers} broker${brokers === 1 ? '' : 's'}: served, as a part of the plan, minute by minute`
  return [head, ...rows].join('\n')
}

function rounded(part: number): number {
  return Math.round(part * 100) / 100
}
