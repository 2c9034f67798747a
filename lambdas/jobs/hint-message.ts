import type { SQSRecord } from 'aws-lambda'
import * as z from 'zod'
import type { Hint } from '../../core/reconcile/hint-ports.ts'

/** More than the dispatcher ever puts into one; bounds what a stray message can ask for. */
const HINTS_MAX = 1_000

const messageSchema = z.strictObject({
  hints: z.array(z.strictObject({ tenantId: z.string().max(64), version: z.int() })).max(HINTS_MAX),
})

/** The hints of a message; undefined for one that nobody of ours wrote. */
export function hintsOf({ body }: Pick<SQSRecord, 'body'>): readonly Hint[] | undefined {
  try {
    return messageSchema.parse(JSON.parse(body)).hints
  } catch {
    return undefined
  }
}
