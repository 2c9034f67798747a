import type { Flooded } from './try-floods.ts'

/** A table for people: milliseconds of the neighbour's sends. */
export function printFloods(results: readonly Flooded[]): void {
  const rows = results.map(({ name, did, before, during }) => {
    const numbers = [before.p50Ms, before.p99Ms, during.p50Ms, during.p99Ms, during.maxMs]
    return [name.padEnd(34), ...numbers.map((ms) => String(ms).padStart(8)), `  ${did}`].join('')
  })
  const head =
    'the neighbour produces, ms'.padEnd(34) +
    ['p50', 'p99', 'p50', 'p99', 'most'].map((word) => word.padStart(8)).join('') +
    '  (two before, three during the flood)'
  process.stdout.write(`${[head, ...rows].join('\n')}\n`)
}
