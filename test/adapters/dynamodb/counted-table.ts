import {
  BatchGetCommand,
  GetCommand,
  type QueryCommandOutput,
  TransactWriteCommand,
} from '@aws-sdk/lib-dynamodb'
import type { DynamoTable } from '../../../adapters/dynamodb/dynamo-table.ts'

/** What was asked of a table, by partition key; `reads` and `writes` count items, `commands` requests. */
export interface TableCounts {
  readonly commands: Map<string, number>
  readonly reads: Map<string, number>
  readonly writes: Map<string, number>
}

/** The same table, and what goes through it. A read that finds nothing costs as much as one that does. */
export function countedTable(table: DynamoTable): { table: DynamoTable; counts: TableCounts } {
  const counts: TableCounts = { commands: new Map(), reads: new Map(), writes: new Map() }
  const send = async (command: { readonly constructor: { readonly name: string } }) => {
    add(counts.commands, command.constructor.name)
    for (const pk of readKeys(command, table.name)) add(counts.reads, pk)
    for (const pk of writtenKeys(command)) add(counts.writes, pk)
    const answer: unknown = await Reflect.apply(table.documents.send, table.documents, [command])
    const { Items = [] } = answer as Partial<QueryCommandOutput>
    for (const { pk, cell } of Items) add(counts.reads, String(cell ?? pk))
    return answer
  }
  const documents = new Proxy(table.documents, {
    get: (target, name) => (name === 'send' ? send : Reflect.get(target, name)),
  })
  return { table: { ...table, documents, barrierAfterTransactions: false }, counts }
}

/** The largest number, and all of them together. */
export function hottest(counts: ReadonlyMap<string, number>): [string, number] {
  return [...counts].toSorted(([, a], [, b]) => b - a)[0] ?? ['', 0]
}

export function total(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((sum, each) => sum + each, 0)
}

function readKeys(command: unknown, tableName: string): readonly string[] {
  if (command instanceof GetCommand) return [String(command.input.Key?.['pk'])]
  if (!(command instanceof BatchGetCommand)) return []
  const { Keys = [] } = command.input.RequestItems?.[tableName] ?? {}
  return Keys.map(({ pk }) => String(pk))
}

/** A condition that is only checked costs what a write does. */
function writtenKeys(command: unknown): readonly string[] {
  if (!(command instanceof TransactWriteCommand)) return []
  return (command.input.TransactItems ?? []).map(({ Put, Update, Delete, ConditionCheck }) =>
    String((Put?.Item ?? Update?.Key ?? Delete?.Key ?? ConditionCheck?.Key)?.['pk']),
  )
}

function add(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}
