import * as z from 'zod'
import type { Operation, ProgressStep } from '../../../core/operation/operation.ts'
import { timeView } from './time.ts'

export const operationSchema = z.object({
  id: z.string(),
  resource: z.string(),
  state: z.enum(['pending', 'done', 'failed']),
  progress: z.array(z.object({ step: z.string(), state: z.enum(['pending', 'done']) })),
  error: z.string().optional(),
  createdAt: z.iso.datetime(),
})

export function operationView(
  operation: Operation,
  progress: readonly ProgressStep[],
): z.output<typeof operationSchema> {
  return {
    id: operation.id,
    resource: operation.resource,
    state: operation.state,
    progress: progress.map(({ step, state }) => ({ step, state })),
    ...(operation.error === undefined ? {} : { error: operation.error }),
    createdAt: timeView(operation.createdAt),
  }
}
