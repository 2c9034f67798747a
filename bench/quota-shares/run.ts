import { planOf } from '../../core/plan/plan.ts'
import { signUpCustomer } from '../customer.ts'
import { startBenchStack } from '../embedded-stack.ts'
import { judge, tableOf } from './judge.ts'
import { prepareTenant, runScenario } from './run-scenario.ts'
import { SCENARIOS } from './scenarios.ts'

// What tenants are really served against their plan, by real clients on real brokers: every scenario is a tenant of its
// own, and all of them send at the same time. Takes so many minutes for one broker and again for three.

const MINUTES = Number(process.env['BENCH_MINUTES'] ?? 6)
const BROKERS = (process.env['BENCH_BROKERS'] ?? '1,3').split(',')

async function measure(brokers: string) {
  const stack = await startBenchStack({ HEADGATE_BROKERS: brokers })
  try {
    const customer = await signUpCustomer(stack.apiUrl, stack.outboxPath)
    const tenants: Awaited<ReturnType<typeof prepareTenant>>[] = []
    for (const [n, scenario] of SCENARIOS.entries())
      tenants.push(await prepareTenant(customer, scenario, `shares-${n}`))
    const served = await Promise.all(
      tenants.map((tenant, n) => {
        const scenario = SCENARIOS[n]
        if (scenario === undefined) throw new Error('A tenant has no scenario.')
        return runScenario(stack, scenario, tenant, MINUTES * 60)
      }),
    )
    const rate = planOf('basic-0').limits.produceBytesPerSecond
    return { brokers: Number(brokers), served: served.map((each) => judge(each, rate)) }
  } finally {
    await stack.stop()
  }
}

const results: Awaited<ReturnType<typeof measure>>[] = []
for (const brokers of BROKERS) {
  const result = await measure(brokers)
  results.push(result)
  process.stderr.write(`${tableOf(result.brokers, result.served)}\n`)
}
process.stdout.write(`${JSON.stringify({ bench: 'quota-shares', plan: 'basic-0', results })}\n`)
