import { dynamoMeterStore } from '../adapters/dynamodb/dynamo-meter-store.ts'
import { clusterIdOf, mskClusterOf } from './cell-container.ts'
import { clock, tableOf } from './container.ts'
import { observeEnvironment, readEnvironment } from './environment.ts'
import type { MeterHandlerDeps } from './jobs/meter-handler.ts'
import { meteredCellsOf } from './metering-container.ts'
import { note, report } from './report.ts'

/** The composition root of the function that meters one cell. */
export function meterContainer(): MeterHandlerDeps {
  const environment = readEnvironment(observeEnvironment, process.env)
  return {
    clusterId: clusterIdOf(environment),
    cells: meteredCellsOf(environment, mskClusterOf(environment)),
    meter: dynamoMeterStore(tableOf(environment)),
    clock,
    report,
    note,
  }
}
