import type { Answer, HeadgateClient } from './headgate-client.ts'

const PATIENCE_MS = 600_000
/** The longest that the API holds one question back. */
const WAIT_SECONDS = 20

export type Operation = Answer<'getOperation'>

export interface WaitOptions {
  /** Told whenever a step has another state than before. */
  readonly onProgress?: (progress: Operation['progress']) => void
  /** Ten minutes unless it says otherwise. */
  readonly patienceMs?: number
  readonly signal?: AbortSignal
}

/** The work that an answer of 202 began, and that has failed or takes too long. */
export class OperationNotDone extends Error {
  readonly operation: Operation

  constructor(operation: Operation) {
    super(`Operation ${operation.id} is ${operation.state}.`)
    this.name = 'OperationNotDone'
    this.operation = operation
  }
}

/** Waits until the operation is done. Throws `OperationNotDone` when it failed or patience ends. */
export async function waitForOperation(
  api: Pick<HeadgateClient, 'getOperation'>,
  operationId: string,
  { onProgress, patienceMs = PATIENCE_MS, signal }: WaitOptions = {},
): Promise<Operation> {
  const deadline = performance.now() + patienceMs
  let told = ''
  for (;;) {
    const leftSeconds = Math.max(0, Math.ceil((deadline - performance.now()) / 1_000))
    const query = { waitSeconds: Math.min(WAIT_SECONDS, leftSeconds) }
    const operation = await api.getOperation({ operationId, query }, signal ? { signal } : {})
    const progress = JSON.stringify(operation.progress)
    if (progress !== told) onProgress?.(operation.progress)
    told = progress
    if (operation.state === 'done') return operation
    if (operation.state === 'failed' || leftSeconds === 0) throw new OperationNotDone(operation)
  }
}
