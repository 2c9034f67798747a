import { Duration } from 'aws-cdk-lib'
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs'
import { Construct } from 'constructs'
import { acceptFindings } from './accept-findings.ts'

/** A hint that failed this often is put aside: the schedule does the work without it. */
const TRIES = 5

interface HintQueueProps {
  readonly name: string
  /** How long the function that reads may take over one batch. */
  readonly functionTimeout: Duration
}

/**
 * Ids of tenants of one cell that may have something to settle. Nothing is lost with a hint, so hints end after four hours;
 * those that could not be handled are kept for two weeks, for people to look at.
 */
export class HintQueue extends Construct {
  readonly queue: Queue
  readonly deadLetters: Queue

  constructor(scope: Construct, id: string, { name, functionTimeout }: HintQueueProps) {
    super(scope, id)
    this.deadLetters = new Queue(this, 'DeadLetters', {
      ...this.asAll(`${name}-dead`),
      retentionPeriod: Duration.days(14),
    })
    this.queue = new Queue(this, 'Queue', {
      ...this.asAll(name),
      retentionPeriod: Duration.hours(4),
      // Six times the reader's: https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
      visibilityTimeout: Duration.seconds(functionTimeout.toSeconds() * 6),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: TRIES },
    })
    acceptFindings(this, {
      CKV_AWS_27: 'A hint is the id of a tenant; SQS encrypts it under its own key.',
    })
  }

  private asAll(queueName: string) {
    return { queueName, encryption: QueueEncryption.SQS_MANAGED, enforceSSL: true } as const
  }
}
