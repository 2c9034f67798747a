import { countsLine, sumCounts } from './result-counts.ts'

// Prints the sum of a results folder; fails when a test failed or none ran, so that silence is never success.
const folder = process.argv[2]
if (!folder) throw new Error('usage: print-counts.ts <results folder>')
const counts = sumCounts(folder)
console.log(countsLine(counts))
process.exitCode = counts.failed > 0 || counts.passed === 0 ? 1 : 0
