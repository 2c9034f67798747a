import { dynamoMeterStore } from '../adapters/dynamodb/dynamo-meter-store.ts'
import type { DynamoTable } from '../adapters/dynamodb/dynamo-table.ts'
import type { Clock } from '../core/kernel/clock.ts'
import type { TenantStore } from '../core/tenant/tenant-ports.ts'
import { createFinalReadings } from '../core/usage/final-readings.ts'
import { createUsageLedger } from '../core/usage/usage-ledger.ts'
import type { OpenCells } from './open-cells.ts'

interface MeteringOptions {
  readonly cells: OpenCells
  readonly table: DynamoTable
  readonly tenants: TenantStore
  readonly clock: Clock
  readonly report: (error: unknown) => void
}

/** The meter, its ledger, and the readings that go before a deletion. */
export function embeddedMetering(options: MeteringOptions) {
  const { tenants, clock } = options
  const meter = dynamoMeterStore(options.table)
  const cells = { of: async (id: string) => (await options.cells.of(id)).metered() }
  return {
    cells,
    meter,
    usage: createUsageLedger({
      meter,
      clusterOf: async (tenantId) => (await tenants.get(tenantId))?.clusterId ?? undefined,
    }),
    finalReadings: createFinalReadings({ cells, meter, clock }, options.report),
  }
}
