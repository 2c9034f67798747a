import type * as z from 'zod'
import type { Actor } from '../../core/account/account.ts'
import type { Action } from '../../core/account/permissions.ts'
import type { RepeatMark } from '../../core/repeat/repeat.ts'
import type { ErrorCode } from '../../core/kernel/service-error.ts'

/** A request after the middleware: authenticated, parsed and checked against the route's schemas. */
export interface Call<Query, Body> {
  readonly actor: Actor
  readonly params: Readonly<Record<string, string>>
  readonly query: Query
  readonly body: Body
  readonly requestId: string
  readonly sourceAddress: string | null
  /** Scheme and host as the caller wrote them: for addresses shown to that caller, never for a decision. */
  readonly origin: string
  /** The key of a request that may be sent again, and the hash of what it asks for. */
  readonly idempotency?: { readonly key: string; readonly requestHash: string }
  /** What the event of such a request marks; set for the handler. */
  readonly repeat?: RepeatMark
  /** States that the caller saw, from If-Match; any other is `precondition_failed`. */
  readonly expected?: readonly number[]
}

export interface Answer {
  readonly status: number
  /** JSON unless `contentType` says otherwise; bytes as they are. */
  readonly body?: unknown
  readonly contentType?: string
  readonly headers?: Readonly<Record<string, string>>
  /** It was kept for repeats with what it is the answer to. */
  readonly isRecorded?: true
}

export type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE'

/** How an answer is described to the reader of the API's documents. */
export interface AnswerDoc {
  readonly description: string
  readonly schema?: z.ZodType
  readonly contentType?: string
  /** Of an answer that is neither the successful one, which has its own (examples/), nor a refusal. */
  readonly example?: unknown
}

/** Every code but that of a path without such a method, which no route gives. */
export type RefusalCode = Exclude<ErrorCode, 'method_not_allowed'>

/** One row of the route table: routing, authorization, validation and documents all derive from it. */
export interface Route<Deps, Query = unknown, Body = unknown> {
  readonly method: Method
  /** Below `/v1`. */
  readonly path: string
  readonly operationId: string
  readonly summary: string
  readonly tag: string
  /** The row of the table of who may do what (core/account/permissions.ts). */
  readonly access: Action
  readonly query?: z.ZodType<Query>
  readonly body?: z.ZodType<Body>
  /** A body that is shown as an example; it must pass the schema (a test sees to that). */
  readonly bodyExample?: NoInfer<Body>
  readonly answers: Readonly<Record<number, AnswerDoc>>
  /** Codes that it may refuse with beside those that its method, path and access imply (openapi/refusals.ts). */
  readonly refusals?: readonly RefusalCode[]
  handle(deps: Deps, call: Call<Query, Body>): Promise<Answer>
  /** False for a change that an Idempotency-Key has no effect on: what is done on a cluster directly is not on our books. */
  readonly repeatable?: false
  /** An answer that is not kept for repeats, told again: of the thing with that id, if that can be. */
  again?(deps: Deps, call: Call<Query, Body>, id: string): Promise<Answer | undefined>
}

/** Lets the schemas of a row give the types to its handler. */
export function route<Deps, Query = unknown, Body = unknown>(
  row: Route<Deps, Query, Body>,
): Route<Deps> {
  return row as Route<Deps>
}
