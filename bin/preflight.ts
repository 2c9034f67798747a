import { readFileSync } from 'node:fs'
import { App } from 'aws-cdk-lib'
import { ConfigurationError, readConfiguration } from '../lib/config/read-configuration.ts'
import { findObstacles } from '../lib/preflight/find-obstacles.ts'
import { accountFacts } from './preflight-container.ts'

// Looks at what synth cannot see, in the account, before anything is created there. `npm run preflight` takes the
// configuration of cdk.json, `npm run preflight -- production.json` that of a file.
const [file] = process.argv.slice(2)
const { context } = JSON.parse(readFileSync('cdk.json', 'utf8'))
try {
  const app = new App({
    context: { ...context, ...(file === undefined ? {} : { headgate: file }) },
  })
  const configuration = readConfiguration(app.node)
  const obstacles = await findObstacles(configuration, accountFacts(configuration.region))
  for (const obstacle of obstacles) console.error(`${file ?? 'cdk.json, headgate'}: ${obstacle}`)
  if (obstacles.length === 0) console.log('Nothing in the account stands against this deployment.')
  process.exitCode = obstacles.length === 0 ? 0 : 1
} catch (error) {
  if (!(error instanceof ConfigurationError)) throw error
  console.error(error.message)
  process.exitCode = 1
}
