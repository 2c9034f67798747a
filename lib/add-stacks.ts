import type { App } from 'aws-cdk-lib'
import type { Configuration } from './config/configuration.ts'
import { CellStack } from './stacks/cell-stack.ts'
import { FoundationStack } from './stacks/foundation-stack.ts'
import { ServiceStack } from './stacks/service-stack.ts'
import { StateStack } from './stacks/state-stack.ts'

/** Adds the stacks of one deployment, in the order in which they can exist. */
export function addStacks(app: App, configuration: Configuration): void {
  const foundation = new FoundationStack(app, configuration)
  const state = new StateStack(app, configuration)
  const cells = configuration.cells.map((cell) => new CellStack(app, cell, configuration))
  for (const stack of [state, ...cells]) stack.addStackDependency(foundation)
  const service = new ServiceStack(app, configuration)
  for (const stack of [foundation, state, ...cells]) service.addStackDependency(stack)
}
