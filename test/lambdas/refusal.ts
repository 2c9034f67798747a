import * as z from 'zod'
import type { Answer } from './answer.ts'

const problemSchema = z.strictObject({
  type: z.string(),
  title: z.string().min(1),
  status: z.int(),
  detail: z.string().min(1),
  code: z.string(),
  requestId: z.string().min(1),
  errors: z
    .array(z.strictObject({ pointer: z.string(), detail: z.string().min(1) }))
    .min(1)
    .max(20)
    .optional(),
})

/** One clear sentence: begins like one, or with the place that it is about, ends like one, and is no stack trace. */
const SENTENCE = /^(?:[A-Z"/]|[a-z]+[A-Z]?\w* is )[^\n]{3,400}[.:\w"]$/

export interface Refusal {
  readonly status: number
  readonly code: string
  readonly pointers: readonly string[]
}

/** Reads an answer as a refusal; fails on whatever is not one as promised. */
export function refusalOf(answer: Answer): Refusal & { readonly detail: string } {
  const problem = problemSchema.parse(answer.json())
  if (problem.status !== answer.status) throw new Error(`Two statuses: ${answer.text}`)
  if (problem.type !== `urn:headgate:problem:${problem.code}`) throw new Error(answer.text)
  if (problem.requestId !== answer.headers['X-Request-Id']) throw new Error(answer.text)
  if (!SENTENCE.test(problem.detail)) throw new Error(`Not one clear sentence: ${problem.detail}`)
  return {
    status: answer.status,
    code: problem.code,
    pointers: (problem.errors ?? []).map(({ pointer }) => pointer),
    detail: problem.detail,
  }
}
