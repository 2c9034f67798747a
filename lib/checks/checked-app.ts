import { App, Validations } from 'aws-cdk-lib'
import { AwsSolutionsChecks } from 'cdk-nag'
import { addStacks } from '../add-stacks.ts'
import { readConfiguration } from '../config/read-configuration.ts'
import { MskRules } from './msk-rules.ts'

// The app of bin/app.ts under all rules: a fault in any template ends the synthesis. Accepted findings are written into
// the templates, where they can be counted.
const app = new App()
addStacks(app, readConfiguration(app.node))
Validations.of(app).addPlugins(
  new AwsSolutionsChecks(app, { writeSuppressionsToCloudFormation: true }),
  new MskRules(),
)
