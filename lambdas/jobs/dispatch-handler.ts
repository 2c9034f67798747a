import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda'
import * as z from 'zod'
import { type Clock, SECOND_MS } from '../../core/kernel/clock.ts'
import type { Hint, HintMessage, HintQueues } from '../../core/reconcile/hint-ports.ts'

export interface DispatchDeps {
  readonly queues: HintQueues
  readonly clock: Clock
  readonly report: (where: string, error: unknown) => void
}

/** The longest that a message of Amazon SQS can be held back. What is due later is found by the schedule. */
const DELAY_MAX_SECONDS = 900

/** Of a tenant with something due (adapters/dynamodb/tenant-item.ts); everything else is no hint. */
const unsettledSchema = z.object({
  pk: z.object({ S: z.string().startsWith('TENANT#') }),
  sk: z.object({ S: z.literal('TENANT') }),
  cell: z.object({ S: z.string() }),
  dueAt: z.object({ N: z.coerce.number() }),
  version: z.object({ N: z.coerce.number() }),
})

/**
 * Changes of the table → hints for the cells that they concern, to arrive when the tenant is due. When a queue does not
 * take them, the batch is given again from its beginning: hints may come twice.
 */
export function createDispatchHandler(deps: DispatchDeps) {
  return async (event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
    try {
      for (const [cell, messages] of messagesOf(event.Records, deps.clock.now())) {
        if (deps.queues.has(cell)) await deps.queues.send(cell, messages)
        else deps.report('dispatch', new Error(`No queue is for ${cell}: its stack is gone.`))
      }
      return { batchItemFailures: [] }
    } catch (error) {
      deps.report('dispatch', error)
      const first = event.Records[0]?.dynamodb?.SequenceNumber
      // Lambda takes a failure without a number for a failure of the whole batch.
      return { batchItemFailures: [{ itemIdentifier: first ?? '' }] }
    }
  }
}

interface DueHint extends Hint {
  readonly cell: string
  readonly delaySeconds: number
}

/** By cell; tenants that are due at the same second share a message. */
function messagesOf(
  records: readonly DynamoDBRecord[],
  now: number,
): ReadonlyMap<string, readonly HintMessage[]> {
  const hints = newestOfEach(records.flatMap((record) => hintOf(record, now)))
  const byCell = Map.groupBy(hints, ({ cell }) => cell)
  return new Map([...byCell].map(([cell, own]) => [cell, grouped(own)]))
}

function hintOf({ dynamodb }: DynamoDBRecord, now: number): readonly DueHint[] {
  const parsed = unsettledSchema.safeParse(dynamodb?.NewImage)
  if (!parsed.success) return []
  const { pk, cell, dueAt, version } = parsed.data
  const delaySeconds = Math.max(0, Math.ceil((dueAt.N - now) / SECOND_MS))
  if (delaySeconds > DELAY_MAX_SECONDS) return []
  const tenantId = pk.S.slice('TENANT#'.length)
  return [{ tenantId, version: version.N, cell: cell.S, delaySeconds }]
}

function newestOfEach(hints: readonly DueHint[]): readonly DueHint[] {
  return [...new Map(hints.map((hint) => [hint.tenantId, hint])).values()]
}

function grouped(hints: readonly DueHint[]): readonly HintMessage[] {
  const byDelay = Map.groupBy(hints, ({ delaySeconds }) => delaySeconds)
  return [...byDelay].map(([delaySeconds, own]) => ({
    delaySeconds,
    hints: own.map(({ tenantId, version }) => ({ tenantId, version })),
  }))
}
