/** Milliseconds, one decimal: what a run of measurements says in short. */
export interface Summary {
  readonly runs: number
  readonly p50Ms: number
  readonly p99Ms: number
  readonly minMs: number
  readonly maxMs: number
}

/** Nearest-rank percentiles. */
export function summaryOf(samplesMs: readonly number[]): Summary {
  const sorted = samplesMs.toSorted((a, b) => a - b)
  const at = (share: number) => rounded(sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN)
  return {
    runs: sorted.length,
    p50Ms: at(0.5),
    p99Ms: at(0.99),
    minMs: rounded(sorted[0] ?? Number.NaN),
    maxMs: at(1),
  }
}

export function rounded(value: number): number {
  return Math.round(value * 10) / 10
}
