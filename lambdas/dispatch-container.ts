import { sqsHintQueues } from '../adapters/sqs/sqs-hint-queues.ts'
import { clock } from './container.ts'
import { dispatchEnvironment, readEnvironment } from './environment.ts'
import type { DispatchDeps } from './jobs/dispatch-handler.ts'
import { report } from './report.ts'

/** The composition root of the function that turns changes of the table into hints. */
export function dispatchContainer(): DispatchDeps {
  const environment = readEnvironment(dispatchEnvironment, process.env)
  return {
    queues: sqsHintQueues(environment.AWS_REGION, environment.QUEUE_URLS),
    clock,
    report,
  }
}
