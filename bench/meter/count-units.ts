import type { DynamoTable } from '../../adapters/dynamodb/dynamo-table.ts'
import { itemBytes } from './item-size.ts'

/** What the calls cost, in the units that Amazon bills on demand. */
export interface Units {
  calls: number
  writeUnits: number
  readUnits: number
}

const KILOBYTE = 1_024
/** A write in a transaction costs two units a kilobyte begun. */
const UNITS_IN_TRANSACTION = 2

interface Sent {
  readonly TransactItems?: readonly { readonly Put?: { readonly Item?: Record<string, unknown> } }[]
}

/**
 * Counts every call from now on. Reads cost what the store says. Writes are counted here by the size of their items: the
 * embedded store adds the size of the item that was replaced, where Amazon takes the larger of the two.
 */
export function countUnits(table: DynamoTable): Units {
  const units: Units = { calls: 0, writeUnits: 0, readUnits: 0 }
  table.documents.middlewareStack.add(
    (next) => async (args) => {
      const result = await next({
        ...args,
        input: { ...args.input, ReturnConsumedCapacity: 'TOTAL' },
      })
      const { TransactItems } = args.input as Sent
      units.calls += 1
      for (const { Put } of TransactItems ?? [])
        units.writeUnits += UNITS_IN_TRANSACTION * Math.ceil(itemBytes(Put?.Item ?? {}) / KILOBYTE)
      if (TransactItems === undefined) units.readUnits += unitsOf(result.output)
      return result
    },
    { step: 'initialize', name: 'countUnits' },
  )
  return units
}

function unitsOf(output: unknown): number {
  const { ConsumedCapacity } = output as { ConsumedCapacity?: Capacity | Capacity[] }
  return [ConsumedCapacity ?? []].flat().reduce((sum, each) => sum + (each.CapacityUnits ?? 0), 0)
}

interface Capacity {
  readonly CapacityUnits?: number
}
