import { randomUUID } from 'node:crypto'
import { OPERATIONS, type Operations } from './generated/operations.ts'
import { problemOf } from './problem.ts'
import { send } from './send.ts'

const TIMEOUT_MS = 30_000

export type OperationId = keyof Operations
export type Input<Id extends OperationId> = Operations[Id]['input']
export type Answer<Id extends OperationId> = Operations[Id]['answer']

export interface CallOptions {
  /** Of a change; made up when it is left out. Keep it to repeat the change from another process. */
  readonly idempotencyKey?: string
  /** The ETag of the state that is meant to be changed. */
  readonly ifMatch?: string
  readonly signal?: AbortSignal
}

/** One function for each operation of the API, by its `operationId`. */
export type HeadgateClient = {
  readonly [Id in OperationId]: (input: Input<Id>, options?: CallOptions) => Promise<Answer<Id>>
}

export interface ClientOptions {
  /** With `/v1`. */
  readonly apiUrl: string
  /** An API token, or the access token of a session; public operations need none. */
  readonly token?: string
  /** The longest that one attempt may take; 30 seconds unless it says otherwise. */
  readonly timeoutMs?: number
  readonly fetch?: typeof fetch
}

interface Wire {
  readonly method: string
  readonly path: string
  readonly takesKey: boolean
  readonly answer: 'json' | 'text' | 'bytes' | 'none'
}

type AnyInput = Readonly<Record<string, unknown>>

/**
 * A client of the API. Changes bear an idempotency key, so that they can be repeated when an answer is lost and still
 * happen once. Every function throws `HeadgateProblem` for a refusal, and what `fetch` throws when nobody answers.
 */
export function headgateClient(options: ClientOptions): HeadgateClient {
  const functions = Object.entries(OPERATIONS).map(([id, wire]) => [
    id,
    (input: AnyInput, call: CallOptions = {}) => ask(options, wire, input, call),
  ])
  return Object.fromEntries(functions) as HeadgateClient
}

async function ask(
  options: ClientOptions,
  wire: Wire,
  input: AnyInput,
  call: CallOptions,
): Promise<unknown> {
  const { apiUrl, timeoutMs = TIMEOUT_MS } = options
  const response = await send({
    url: `${apiUrl}${pathOf(wire.path, input)}${queryOf(input['query'])}`,
    init: { method: wire.method, headers: headersOf(options, wire, input, call), ...bodyOf(input) },
    isRepeatable: wire.method === 'GET' || wire.takesKey,
    fetch: options.fetch ?? fetch,
    signal: call.signal,
    timeoutMs,
  })
  if (!response.ok) throw await problemOf(response)
  return await read(wire, response)
}

function pathOf(path: string, input: AnyInput): string {
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(input[name])))
}

function queryOf(query: unknown): string {
  if (typeof query !== 'object' || query === null) return ''
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries(query))
    if (value !== undefined) parameters.set(name, String(value))
  return parameters.size === 0 ? '' : `?${parameters}`
}

function headersOf({ token }: ClientOptions, wire: Wire, input: AnyInput, call: CallOptions) {
  return {
    ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
    ...(input['body'] === undefined ? {} : { 'Content-Type': 'application/json' }),
    ...(wire.takesKey ? { 'Idempotency-Key': call.idempotencyKey ?? randomUUID() } : {}),
    ...(call.ifMatch === undefined ? {} : { 'If-Match': call.ifMatch }),
  }
}

function bodyOf({ body }: AnyInput): Pick<RequestInit, 'body'> {
  return body === undefined ? {} : { body: JSON.stringify(body) }
}

function read(wire: Wire, response: Response): Promise<unknown> {
  switch (wire.answer) {
    case 'json':
      return response.json()
    case 'text':
      return response.text()
    case 'bytes':
      return response.bytes()
    case 'none':
      return Promise.resolve(undefined)
  }
}
