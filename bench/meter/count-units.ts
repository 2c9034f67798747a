import type { DynamoTable } from '../../adapters/dynamodb/dynamo-table.ts'

/** What the store says that the calls cost, in the units that Amazon bills on demand. */
export interface Units {
  calls: number
  writeUnits: number
  readUnits: number
}

interface Capacity {
  readonly CapacityUnits?: number
  readonly ReadCapacityUnits?: number
  readonly WriteCapacityUnits?: number
}

/** Counts every call from now on. */
export function countUnits(table: DynamoTable): Units {
  const units: Units = { calls: 0, writeUnits: 0, readUnits: 0 }
  table.documents.middlewareStack.add(
    (next, context) => async (args) => {
      const input = { ...args.input, ReturnConsumedCapacity: 'TOTAL' }
      const result = await next({ ...args, input })
      const { ConsumedCapacity } = result.output as { ConsumedCapacity?: Capacity | Capacity[] }
      units.calls += 1
      const reads = /Get|Query/.test(String(context.commandName))
      for (const capacity of [ConsumedCapacity ?? []].flat()) {
        const total = capacity.CapacityUnits ?? 0
        units.readUnits += capacity.ReadCapacityUnits ?? (reads ? total : 0)
        units.writeUnits += capacity.WriteCapacityUnits ?? (reads ? 0 : total)
      }
      return result
    },
    { step: 'initialize', name: 'countUnits' },
  )
  return units
}
