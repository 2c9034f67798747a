import type { SQSBatchResponse, SQSRecord } from 'aws-lambda'
import type { Hint } from '../../core/reconcile/hint-ports.ts'
import { hintsOf } from './hint-message.ts'

/** A schedule's look at everything that is due; what it sends is not looked at. */
export type ScheduleEvent = { readonly Records?: undefined }

/**
 * Hands the hints of all messages to `work` at once. A message that cannot be read fails by itself, and ends among the
 * dead letters; when the work fails, every other one comes again.
 */
export async function workOnHints(
  records: readonly SQSRecord[],
  work: (hints: readonly Hint[]) => Promise<void>,
  report: (error: unknown) => void,
): Promise<SQSBatchResponse> {
  const read = records.map((record) => ({ id: record.messageId, hints: hintsOf(record) }))
  const unread = read.filter(({ hints }) => hints === undefined)
  if (unread.length > 0) report(new Error(`${unread.length} messages of a queue are no hints.`))
  try {
    await work(read.flatMap(({ hints }) => hints ?? []))
    return failuresOf(unread)
  } catch (error) {
    report(error)
    return failuresOf(read)
  }
}

function failuresOf(messages: readonly { readonly id: string }[]): SQSBatchResponse {
  return { batchItemFailures: messages.map(({ id }) => ({ itemIdentifier: id })) }
}
