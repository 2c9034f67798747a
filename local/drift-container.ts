import { setTimeout as delay } from 'node:timers/promises'
import {
  dynamoFindingStore,
  dynamoResidentStore,
} from '../adapters/dynamodb/dynamo-drift-stores.ts'
import type { DynamoTable } from '../adapters/dynamodb/dynamo-table.ts'
import { dynamoShareStore } from '../adapters/dynamodb/dynamo-share-store.ts'
import type { SecretStore } from '../core/credential/credential-ports.ts'
import type { Clock } from '../core/kernel/clock.ts'
import { movedQuotasOf } from '../core/reconcile/drift/moved-quotas.ts'
import type { ClusterCaretakers } from '../core/reconcile/drift/drift-ports.ts'
import type { OpenCells } from './open-cells.ts'

interface DriftOptions {
  readonly table: DynamoTable
  readonly clock: Clock
  readonly cells: OpenCells
  readonly secrets: Pick<SecretStore, 'get'>
}

/** How drift on the clusters of this machine is found, and where findings are kept. */
export function embeddedDrift({ table, clock, cells, secrets }: DriftOptions) {
  const caretakers: ClusterCaretakers = { of: async (id) => (await cells.of(id)).caretaker }
  return {
    caretakers,
    gates: { of: async (id: string) => (await cells.of(id)).gate },
    canaries: secrets,
    findings: dynamoFindingStore(table, clock),
    residents: dynamoResidentStore(table),
    movedQuotas: movedQuotasOf(dynamoShareStore(table)),
    pause: async (ms: number) => await delay(ms, undefined, { ref: false }),
  }
}
