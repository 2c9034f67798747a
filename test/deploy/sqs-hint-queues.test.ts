import {
  CreateQueueCommand,
  type Message,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { sqsHintQueues } from '../../adapters/sqs/sqs-hint-queues.ts'
import type { HintMessage } from '../../core/reconcile/hint-ports.ts'
import { hintsOf } from '../../lambdas/jobs/hint-message.ts'
import { eventually } from '../contracts/eventually.ts'
import { outcomeOf } from '../contracts/outcomes.ts'
import { type Emulator, startEmulator } from './start-emulator.ts'

let emulator: Emulator
let client: SQSClient

beforeAll(async () => {
  emulator = await startEmulator({})
  Object.assign(process.env, emulator.environment)
  client = new SQSClient({ region: emulator.region })
}, 600_000)

afterAll(async () => {
  await emulator?.stop()
})

let queues = 0

/** A queue of its own for one cell, and what comes out of it. */
async function queueOfACell() {
  queues += 1
  const made = await client.send(new CreateQueueCommand({ QueueName: `headgate-cell-${queues}` }))
  const QueueUrl = made.QueueUrl ?? ''
  const receive = async (): Promise<readonly Message[]> => {
    const MaxNumberOfMessages = 10
    const asked = new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages })
    return (await client.send(asked)).Messages ?? []
  }
  return { hints: sqsHintQueues(emulator.region, { cl_one: QueueUrl }), receive }
}

const messages = (count: number, delaySeconds = 0): HintMessage[] =>
  Array.from({ length: count }, (_, n) => ({
    hints: [{ tenantId: `tenant00000${n}`, version: n + 1 }],
    delaySeconds,
  }))

async function hintsFrom(receive: () => Promise<readonly Message[]>, count: number) {
  const found: unknown[] = []
  await eventually(async () => {
    for (const { Body = '' } of await receive()) found.push(...(hintsOf({ body: Body }) ?? ['?']))
    expect(found).toHaveLength(count)
  })
  return found
}

describe('Hints in Amazon SQS', () => {
  it('arrive, more of them than one call takes, in the words that settling reads', async () => {
    const { hints, receive } = await queueOfACell()
    const sent = messages(23)
    await hints.send('cl_one', sent)
    const found = await hintsFrom(receive, 23)
    expect(new Set(found)).toEqual(new Set(sent.flatMap((message) => message.hints)))
    expect(await receive()).toEqual([])
  })

  it('are held back until their tenant is due', async () => {
    const { hints, receive } = await queueOfACell()
    await hints.send('cl_one', [...messages(1), ...messages(1, 2)])
    expect(await receive()).toHaveLength(1)
    expect(await hintsFrom(receive, 1)).toHaveLength(1)
  })

  it('that are refused one by one fail the whole, and those beside them arrive', async () => {
    const { hints, receive } = await queueOfACell()
    // Of the characters that XML has none of, SQS takes none either.
    const odd = { hints: [{ tenantId: '\uffff', version: 1 }], delaySeconds: 0 }
    const mixed = [...messages(1), odd, ...messages(1)]
    expect(await outcomeOf(hints.send('cl_one', mixed))).toBe('unavailable')
    expect(await hintsFrom(receive, 2)).toHaveLength(2)
  })

  it('for a queue that was deleted, and for a cell without one, are refused', async () => {
    const { hints } = await queueOfACell()
    const gone = sqsHintQueues(emulator.region, { cl_gone: `${emulator.endpoint}/0/gone` })
    expect(await outcomeOf(gone.send('cl_gone', messages(1)))).toBe('unavailable')
    expect(hints.has('cl_two')).toBe(false)
    expect(await outcomeOf(hints.send('cl_two', messages(1)))).toBe('internal')
  })
})
