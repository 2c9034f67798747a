import { App, Aspects, Fn, Stack } from 'aws-cdk-lib'
import { CfnFunction } from 'aws-cdk-lib/aws-lambda'
import type { IConstruct } from 'constructs'
import { addStacks } from '../../lib/add-stacks.ts'
import { readConfiguration } from '../../lib/config/read-configuration.ts'
import { published } from '../../lib/constructs/parameters.ts'

// The app of bin/app.ts, with the four facts about the emulator that functions have to be told and AWS's own have no
// need of: where the pool's keys are, whose certificates the one broker has, that there is just one, and where it shows
// its counters.
const {
  EMULATOR_ENDPOINT: endpoint = '',
  EMULATOR_CA_PEM: caPem = '',
  EMULATOR_METRICS_PORT: metricsPort = '',
} = process.env

const app = new App()
const configuration = readConfiguration(app.node)
addStacks(app, configuration)
Aspects.of(app).add({
  visit: (node: IConstruct) => {
    if (!(node instanceof CfnFunction)) return
    for (const [name, value] of Object.entries(factsFor(node))) {
      node.addPropertyOverride(`Environment.Variables.${name}`, value)
    }
  },
})

function factsFor(fn: CfnFunction): Record<string, unknown> {
  const { variables } = Stack.of(fn).resolve(fn.environment)
  if ('USER_POOL_ID' in variables) return { SESSION_KEYS_URL: keysUrl(fn) }
  if (!('CELL_NAME' in variables)) return {}
  return { CELL_CA_PEM: caPem, CELL_REPLICATION_FACTOR: '1', CELL_METRICS_PORT: metricsPort }
}

function keysUrl(fn: CfnFunction): string {
  const from = { deployment: configuration.name, part: 'state' }
  const poolId = published(Stack.of(fn), from, 'user-pool-id')
  return Fn.join('', [`${endpoint}/`, poolId, '/.well-known/jwks.json'])
}
