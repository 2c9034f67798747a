import { Duration } from 'aws-cdk-lib'
import type { Construct } from 'constructs'
import { tableEnvironment } from './function-environments.ts'
import { HintedWorker } from './hinted-worker.ts'
import type { Surroundings } from './service-surroundings.ts'
import { readAndWrite } from './table-access.ts'

const TIMEOUT = Duration.seconds(50)
const MEMORY_MIB = 512

/** The function that gives new tenants a cluster. It speaks to the table alone, so it needs no network. */
export function placing(scope: Construct, { home, state }: Surroundings): HintedWorker {
  return new HintedWorker(scope, 'Placing', {
    home,
    name: 'place',
    entry: 'place',
    does: 'Headgate: gives new tenants a cluster',
    environment: tableEnvironment(state),
    permissions: readAndWrite(state.table),
    timeout: TIMEOUT,
    memoryMib: MEMORY_MIB,
  })
}
