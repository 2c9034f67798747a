import { App } from 'aws-cdk-lib'
import { addStacks } from '../lib/add-stacks.ts'
import { ConfigurationError, readConfiguration } from '../lib/config/read-configuration.ts'

try {
  const app = new App()
  addStacks(app, readConfiguration(app.node))
} catch (error) {
  if (!(error instanceof ConfigurationError)) throw error
  console.error(error.message)
  process.exitCode = 1
}
