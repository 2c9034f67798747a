import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs'
import { ServiceError } from '../../core/kernel/service-error.ts'
import type { HintMessage, HintQueues } from '../../core/reconcile/hint-ports.ts'

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html */
const MESSAGES_A_CALL_MAX = 10
const ATTEMPTS_MAX = 3
const REQUEST_TIMEOUT_MS = 5_000

/** One queue a cell, by the cell's name in the index of the unsettled. */
export function sqsHintQueues(
  region: string,
  urlByCell: Readonly<Record<string, string>>,
): HintQueues {
  const client = new SQSClient({
    region,
    maxAttempts: ATTEMPTS_MAX,
    requestHandler: { requestTimeout: REQUEST_TIMEOUT_MS, throwOnRequestTimeout: true },
  })
  return {
    has: (cell) => Object.hasOwn(urlByCell, cell),
    async send(cell, messages) {
      const QueueUrl = urlByCell[cell]
      if (QueueUrl === undefined) throw new ServiceError('internal', `No queue is for ${cell}.`)
      for (let from = 0; from < messages.length; from += MESSAGES_A_CALL_MAX) {
        const Entries = messages.slice(from, from + MESSAGES_A_CALL_MAX).map(entryOf)
        const command = new SendMessageBatchCommand({ QueueUrl, Entries })
        const { Failed = [] } = await client.send(command).catch(unsent)
        if (Failed.length > 0) unsent(new Error(Failed[0]?.Code ?? 'refused'))
      }
    },
  }
}

function entryOf({ hints, delaySeconds }: HintMessage, place: number) {
  return {
    Id: String(place),
    DelaySeconds: delaySeconds,
    MessageBody: JSON.stringify({ hints }),
  }
}

function unsent(cause: unknown): never {
  throw new ServiceError('unavailable', 'The queue of a cell did not take a hint.', { cause })
}
