import { readFileSync } from 'node:fs'
import { App } from 'aws-cdk-lib'
import { addStacks } from '../lib/add-stacks.ts'
import { ConfigurationError, readConfiguration } from '../lib/config/read-configuration.ts'
import { printIdleCost } from '../lib/cost/print-idle-cost.ts'

// What a deployment costs while nobody uses it. `npm run cost` takes the configuration of cdk.json, `npm run cost --
// production.json` that of a file.
const [file] = process.argv.slice(2)
const { context } = JSON.parse(readFileSync('cdk.json', 'utf8'))
// Nothing is built or checked for this: a price does not depend on the code.
const quick = {
  'aws:cdk:bundling-stacks': [],
  '@aws-cdk/core:validateAgainstDefaultRules': false,
}
try {
  const app = new App({
    context: { ...context, ...quick, ...(file === undefined ? {} : { headgate: file }) },
  })
  addStacks(app, readConfiguration(app.node))
  printIdleCost(app.synth())
} catch (error) {
  if (!(error instanceof ConfigurationError)) throw error
  console.error(error.message)
  process.exitCode = 1
}
