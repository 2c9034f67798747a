import { Duration } from 'aws-cdk-lib'
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources'
import type { Queue } from 'aws-cdk-lib/aws-sqs'
import { Construct } from 'constructs'
import { ControlFunction, type ControlFunctionProps } from './control-function.ts'
import { HintQueue } from './hint-queue.ts'
import { startByClock } from './start-by-clock.ts'

/** Hints of many tenants in one pass, which is what makes a pass worth its requests. */
const MESSAGES_A_PASS = 10
/** The least that there is. Two passes at once are safe, and the second keeps hints from waiting for a long first. */
const PASSES_AT_ONCE = 2

/** A function that works by hint, from a queue of its own, and without hints every minute. */
export class HintedWorker extends Construct {
  readonly worker: ControlFunction
  readonly queue: Queue
  readonly deadLetters: Queue

  constructor(scope: Construct, id: string, props: ControlFunctionProps) {
    super(scope, id)
    const name = `${props.home.deployment}-${props.name}`
    const hints = new HintQueue(this, 'Hints', { name, functionTimeout: props.timeout })
    this.queue = hints.queue
    this.deadLetters = hints.deadLetters
    this.worker = new ControlFunction(this, 'Worker', props)
    // The source gives the function's role what it takes to read this queue.
    this.worker.fn.addEventSource(
      new SqsEventSource(this.queue, {
        batchSize: MESSAGES_A_PASS,
        maxConcurrency: PASSES_AT_ONCE,
        reportBatchItemFailures: true,
      }),
    )
    startByClock(this, 'Schedule', {
      name,
      target: this.worker.fn,
      every: Duration.minutes(1),
      input: {},
    })
  }
}
