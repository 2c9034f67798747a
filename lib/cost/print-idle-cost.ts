import type { CloudAssembly } from 'aws-cdk-lib/cx-api'
import { idleCost } from './idle-cost.ts'
import { readPriceList } from './price-list.ts'

const WIDTH = 40

/** One line a kind of resource, the sum, and how much to believe it. */
export function printIdleCost({ stacks }: CloudAssembly): void {
  const prices = readPriceList()
  const resources = stacks.flatMap(({ template }) => Object.values(template.Resources ?? {}))
  const lines = idleCost(resources as Parameters<typeof idleCost>[0], prices)
  const totalUsd = lines.reduce((sum, { monthlyUsd }) => sum + monthlyUsd, 0)
  for (const { what, count, monthlyUsd } of lines) print(`${count} ${what}`, monthlyUsd)
  print('in a month without use', totalUsd)
  console.log(`List prices of ${prices.region}, ${prices.writtenDown}. ${prices.note}`)
  console.log('Not counted: requests, stored bytes, traffic, logs, log-ins, taxes and free tiers.')
}

function print(what: string, usd: number): void {
  console.log(`${what.padEnd(WIDTH)} ${usd.toFixed(2).padStart(10)} USD`)
}
