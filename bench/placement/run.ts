import { simulate } from './simulate.ts'

// Placing tenants of heavy-tailed sizes that arrive, grow and leave, with the real placer on memory adapters. Prints a line
// of JSON for each size; BENCH_SIZES=<tenants>/<cells>,… asks for others.

const SIZES = process.env['BENCH_SIZES'] ?? '10000/20,100000/200,1000000/2000'
const SEED = Number(process.env['BENCH_SEED'] ?? 1)

for (const size of SIZES.split(',')) {
  const [tenants = 0, cells = 0] = size.split('/').map(Number)
  const begin = performance.now()
  const cpu = process.cpuUsage()
  const { placingMs, ...result } = await simulate({ tenants, cells, seed: SEED })
  const ms = performance.now() - begin
  const { user, system } = process.cpuUsage(cpu)
  const microsATenant = {
    placing: Math.round((placingMs * 1_000) / result.arrived),
    all: Math.round((ms * 1_000) / result.arrived),
    processor: Math.round((user + system) / result.arrived),
  }
  const mib = Math.round(process.memoryUsage.rss() / 2 ** 20)
  const seconds = Math.round(ms / 100) / 10
  console.log(JSON.stringify({ bench: 'placement', ...result, seconds, microsATenant, mib }))
}
