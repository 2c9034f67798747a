import { randomUUID } from 'node:crypto'
import type { Context } from 'aws-lambda'

/** As long as API Gateway waits for an answer. */
const ANSWER_WITHIN_MS = 29_000

/** What a handler is told about its invocation, as far as ours look at it. */
export function lambdaContext(): Context {
  const deadline = Date.now() + ANSWER_WITHIN_MS
  return {
    callbackWaitsForEmptyEventLoop: false,
    functionName: 'local',
    functionVersion: '$LATEST',
    invokedFunctionArn: 'local',
    memoryLimitInMB: '0',
    awsRequestId: randomUUID(),
    logGroupName: 'local',
    logStreamName: 'local',
    getRemainingTimeInMillis: () => deadline - Date.now(),
    done: () => {},
    fail: () => {},
    succeed: () => {},
  }
}
